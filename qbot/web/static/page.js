// @ts-check
/** What makes the plain pages nicer; each of them works without it. */

/** Switch between light and dark at once, and let the server remember it. */
function switchTheme() {
  const button = document.querySelector("button[data-theme-switch]");
  const form = button instanceof HTMLButtonElement ? button.form : null;
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    void fetch(form.action, { method: "POST", body: new URLSearchParams({ theme: next, back: "/help" }), redirect: "manual" });
  });
}

/** Take a dropped file, and tell of one that is too large before it is sent. */
function helpUpload() {
  const form = document.querySelector("form[data-upload]");
  const file = form?.querySelector("input[type=file]");
  const drop = form?.querySelector("[data-drop]");
  const warning = form?.querySelector("[data-too-large]");
  if (!(form instanceof HTMLFormElement) || !(file instanceof HTMLInputElement) || !(drop instanceof HTMLElement)) return;
  const check = () => {
    const large = (file.files?.[0]?.size ?? 0) > Number(form.dataset["limit"]);
    if (warning instanceof HTMLElement) warning.hidden = !large;
    file.setCustomValidity(large ? "This file is too large." : "");
  };
  file.addEventListener("change", check);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    const found = event.dataTransfer?.files;
    if (!found?.length) return;
    file.files = found;
    check();
  });
}

/** Show how far a job is, and the page anew when it is over. */
function followJob() {
  const place = document.querySelector("[data-job]");
  if (!(place instanceof HTMLElement)) return;
  const message = place.querySelector("[data-job-message]");
  const bar = place.querySelector("progress");
  const look = async () => {
    try {
      const answer = await fetch(`/api/jobs/${place.dataset["job"]}`);
      /** @type {{data?: {state: string, done: number, total: number, message: string}}} */
      const { data } = await answer.json();
      if (!data || !["waiting", "running"].includes(data.state)) return location.reload();
      if (message && data.message && message.textContent !== data.message) message.textContent = data.message;
      if (bar && data.total) Object.assign(bar, { max: data.total, value: data.done });
    } catch {
      // the server is away for a moment; the next look tells more
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 700);
}

/** Show the effect of a corrected reading as soon as something is clicked or chosen. */
function showReadingAtOnce() {
  const form = document.getElementById("reading");
  if (!(form instanceof HTMLFormElement)) return;
  let latest = 0;
  /** @param {HTMLElement | null} [pressed] */
  const look = async (pressed) => {
    const turn = ++latest;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    if (pressed instanceof HTMLButtonElement) body.append(pressed.name, pressed.value);
    form.setAttribute("aria-busy", "true");
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("reading");
    if (turn !== latest) return;
    form.removeAttribute("aria-busy");
    if (!fresh) return location.reload();
    const focused = document.activeElement?.id;
    form.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  };
  form.addEventListener("change", () => void look());
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (pressed instanceof HTMLButtonElement && pressed.name === "do" && pressed.value === "use") return;
    event.preventDefault();
    void look(pressed);
  });
}

switchTheme();
helpUpload();
followJob();
showReadingAtOnce();
