// @ts-check
/** A window over the page: the browser's own dialog, which keeps the focus and closes with Esc. */

/** @import {Desk} from "./desk.js" */

import { html, useEffect, useRef } from "./html.js";

/** @param {{desk: Desk, title: string, wide?: boolean, children: import("preact").ComponentChildren}} props */
export function Window({ desk, title, wide = false, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  const close = () => closeWindow(desk);
  return html`<dialog ref=${element} class=${`window ${wide ? "wide" : ""}`} aria-labelledby="window-title" onClose=${close}>
    <header><h2 id="window-title">${title}</h2><button class="icon-button" aria-label="Close" onClick=${close}>✕</button></header>
    <div class="window-body">${children}</div>
  </dialog>`;
}

/** @param {Desk} desk */
export function closeWindow(desk) {
  if (!desk.dialog) return;
  desk.dialog = null;
  desk.changed();
}
