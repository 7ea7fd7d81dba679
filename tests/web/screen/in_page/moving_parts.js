// How many elements would move or fade.
() =>
  [...document.querySelectorAll("*")]
    .map((node) => getComputedStyle(node))
    .filter((style) => Math.max(parseFloat(style.transitionDuration), parseFloat(style.animationDuration)) > 0.01).length;
