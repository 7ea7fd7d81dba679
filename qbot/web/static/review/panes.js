// @ts-check
/** The widths of the panes: moved with the pointer or the arrow keys, and remembered. */

import { html, useState } from "./html.js";

const KEPT = "qbot.panes";
const STEP = 2;

/** @typedef {{left: number, right: number}} Widths  in per cent of the page */

/** @type {Record<string, Widths>} */
const USUAL = { list: { left: 24, right: 30 }, sheet: { left: 54, right: 46 } };
/** @type {Record<keyof Widths, {least: number, most: number}>} */
const LIMITS = { left: { least: 14, most: 70 }, right: { least: 18, most: 60 } };

/**
 * @param {string} view
 * @returns {Widths}
 */
export function readWidths(view) {
  try {
    return { ...USUAL[view], .../** @type {Widths} */ (JSON.parse(localStorage.getItem(`${KEPT}.${view}`) ?? "{}")) };
  } catch {
    return USUAL[view] ?? { left: 24, right: 30 };
  }
}

/**
 * @param {string} view
 * @returns {[Widths, (side: keyof Widths, width: number) => void]}
 */
export function useWidths(view) {
  const [, draw] = useState(0);
  const widths = readWidths(view);
  const change = (/** @type {keyof Widths} */ side, /** @type {number} */ width) => {
    const { least, most } = LIMITS[side];
    localStorage.setItem(`${KEPT}.${view}`, JSON.stringify({ ...widths, [side]: Math.min(most, Math.max(least, width)) }));
    draw((count) => count + 1);
  };
  return [widths, change];
}

/** @param {{side: keyof Widths, label: string, width: number, change: (side: keyof Widths, width: number) => void}} props */
export function Divider({ side, label, width, change }) {
  const direction = side === "left" ? 1 : -1;
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    change(side, width + direction * step);
  };
  const onMove = (/** @type {PointerEvent & {currentTarget: HTMLElement}} */ event) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!frame) return;
    const share = ((event.clientX - frame.left) / frame.width) * 100;
    change(side, Math.round(side === "left" ? share : 100 - share));
  };
  const { least, most } = LIMITS[side];
  return html`<div class="divider" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${label}
    aria-valuenow=${Math.round(width)} aria-valuemin=${least} aria-valuemax=${most} onKeyDown=${onKey} onPointerMove=${onMove}
    onPointerDown=${(/** @type {PointerEvent & {currentTarget: HTMLElement}} */ event) => event.currentTarget.setPointerCapture(event.pointerId)}></div>`;
}
