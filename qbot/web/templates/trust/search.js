(() => {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const field = box.querySelector("input");
  const count = box.querySelector("[data-count]");
  const items = [...document.querySelectorAll(".faq details")];
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const texts = items.map((item) => fold(item.textContent));
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, place) => {
      const fits = words.every((word) => texts[place].includes(word));
      item.hidden = !fits;
      item.open = fits && words.length > 0;
      shown += fits ? 1 : 0;
    });
    count.textContent = words.length ? `${shown} of ${items.length} questions` : "";
  });
  box.hidden = false;
})();
