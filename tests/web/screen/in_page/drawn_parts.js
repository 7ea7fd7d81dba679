// Which parts of the screen are drawn anew from now on: `window.drawn` collects a name for each.
() => {
  window.drawn = new Set();
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const row = element?.closest("ol.list > li");
      const part = row?.querySelector(".ref")?.textContent ?? element?.closest(".review-top, .evidence-pane, .answer-pane, .list-pane")?.className ?? "elsewhere";
      window.drawn.add(part);
    }
  });
  observer.observe(document.querySelector(".review"), { subtree: true, childList: true, attributes: true, characterData: true });
}
