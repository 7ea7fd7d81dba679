// Which texts and controls of the review lie over each other.
() => {
  const leaves = [...document.querySelectorAll('.review h1, .review h2, .review h3, .review button, .review a, .review input,'
    + ' .review select, .review textarea, .review .badge, .review .meta, .review .saved, .review .said, .review label')];
  const clip = (node) => {  // what of a node is in sight, after all that scrolls around it
    let { left, top, right, bottom } = node.getBoundingClientRect();
    for (let around = node.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const frame = around.getBoundingClientRect();
      [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
      [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    return { node, left, top, right, bottom };
  };
  const bar = document.querySelector('.actions');
  const seen = leaves.filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.visually-hidden'))
    .map(clip).filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1);
  const found = [];
  for (const one of seen) for (const other of seen) {
    if (one === other || one.node.contains(other.node) || other.node.contains(one.node)) continue;
    if (bar.contains(one.node) !== bar.contains(other.node)) continue;  // the bar floats over what scrolls, in one column
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 2 && high > 2) found.push([one.node.outerHTML.slice(0, 90), other.node.outerHTML.slice(0, 90)]);
  }
  return found;
}
