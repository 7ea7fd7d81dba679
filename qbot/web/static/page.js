// @ts-check
/** What makes the plain pages nicer; each of them works without it. */

/** Switch between light and dark at once, and let the server remember it. */
function switchTheme() {
  const button = document.querySelector("button[data-theme-switch]");
  if (!(button instanceof HTMLButtonElement) || !button.form) return;
  const form = button.form;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    const body = new URLSearchParams({ theme: next, back: location.pathname });
    void fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}

switchTheme();
