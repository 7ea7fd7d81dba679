// @ts-check
/** Starts the review screen in the page's `<main id="review">`. */

import { render } from "../vendor/preact.module.js";
import { Api } from "./api.js";
import { App } from "./app.js";
import { Desk } from "./desk.js";
import { html } from "./html.js";
import { handleKey } from "./keys.js";
import { Supply } from "./loading.js";

/** @param {HTMLElement} root */
function start(root) {
  const id = root.dataset.questionnaire ?? "";
  const desk = new Desk(new Api(id), id, root.dataset.reviewer ?? "");
  root.replaceChildren();
  root.classList.add("review");
  fitScreen(root);
  render(html`<${App} desk=${desk} />`, root);
  document.addEventListener("keydown", (event) => handleKey(desk, event));
  document.addEventListener("paste", (event) => openPasted(desk, event));
  window.addEventListener("online", () => desk.queue.retry());
  window.addEventListener("pagehide", () => leave(desk));
  window.addEventListener("beforeunload", (event) => (desk.isUnsaved ? event.preventDefault() : undefined));
  void new Supply(desk).start();
}

/** The panes fill what the page's header leaves of the window. @param {HTMLElement} root */
function fitScreen(root) {
  const measure = () => root.style.setProperty("--review-top", `${root.offsetTop}px`);
  new ResizeObserver(measure).observe(document.body);
  measure();
}

/**
 * Cells copied from a spreadsheet and pasted anywhere but in a text become answers, after a preview.
 *
 * @param {Desk} desk
 * @param {ClipboardEvent} event
 */
function openPasted(desk, event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const writing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (writing || desk.dialog || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  desk.dialog = { kind: "paste", text };
  desk.changed();
}

/** @param {Desk} desk */
function leave(desk) {
  desk.typing.flush();
  desk.address.write();
  desk.queue.leave();
}

const root = document.getElementById("review");
if (root) start(root);
