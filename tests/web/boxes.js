// What a page's boxes must not do; each function gives what is wrong in words, at most five.
({
  /** What is pressed or typed into and lies over something else; frames that scroll may hide a part at their edge. */
  overlaps() {
    const seen = (e) => {
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      return box.width > 1 && box.height > 1 && style.visibility === "visible" && style.clipPath === "none";
    };
    const frames = ".table-frame, .pane-body, .tabs, .grid-frame, .help-nav, details:not([open])";
    const sticks = (e) => {
      for (let one = e; one; one = one.parentElement) if (getComputedStyle(one).position === "sticky") return true;
      return false;
    };
    const kinds = "a, button, input:not([type=hidden]), select, textarea, h1, h2, h3, label, td, th";
    const found = [...document.querySelectorAll(kinds)].filter((e) => seen(e) && !e.closest(frames) && !sticks(e));
    const wrong = [];
    for (const [i, a] of found.entries()) {
      for (const b of found.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (wide > 2 && high > 2) wrong.push(`${a.tagName} ${a.textContent.slice(0, 30)} / ${b.tagName} ${b.textContent.slice(0, 30)}`);
      }
    }
    return wrong.slice(0, 5);
  },
  /** What the edge of its card cuts off; frames that scroll apart. */
  clipped() {
    return [...document.querySelectorAll(".card td, .card th, .card progress, .card .progress, .card button, .card input")]
      .filter((e) => !e.closest(".table-frame, details:not([open])") && e.getBoundingClientRect().width > 0)
      .filter((e) => e.getBoundingClientRect().right > e.closest(".card").getBoundingClientRect().right + 1)
      .map((e) => `${e.tagName} ${e.textContent.slice(0, 30)}`)
      .slice(0, 5);
  },
  /** What is pressed and is under so many pixels; links within a text apart. */
  small(least = 24) {
    const kinds = "button, select, input:not([type=hidden]), textarea, .btn, .button, .main-nav a, .tabs a, .contents a, .chip, .brand, summary";
    return [...document.querySelectorAll(kinds)]
      .map((e) => ({ e, box: e.getBoundingClientRect(), label: e.closest("label")?.getBoundingClientRect() }))
      .filter(({ e, box, label }) => box.width > 1 && (box.height < least - .5 || box.width < Math.min(least, 40)) && !(label && label.height >= least - .5)
        && getComputedStyle(e).clipPath === "none" && !e.classList.contains("visually-hidden"))
      .map(({ e, box }) => `${e.tagName} ${e.textContent.slice(0, 20)} ${Math.round(box.width)} x ${Math.round(box.height)}`)
      .slice(0, 5);
  },
})
