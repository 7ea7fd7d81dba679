// @ts-check
/** What reviewers say to each other about a question, and what happened to it. */

/** @import {Desk} from "./desk.js" */
/** @import {Extra, Summary} from "./types.js" */

import { addComment } from "./decisions.js";
import { html } from "./html.js";
import { writeMoment } from "./moments.js";

/** @param {{desk: Desk, question: Summary, extra: Extra}} props */
export function Comments({ desk, question, extra }) {
  const text = desk.unsent.get(question.id) ?? "";
  const send = () => {
    if (!text.trim()) return;
    desk.keepComment(question.id, "");
    addComment(desk, question, text.trim());
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
  };
  return html`<section class="comments" aria-label="Comments">
    ${extra.comments.map(
      (one) => html`<div class="comment"><p class="meta"><b>${one.by}</b> ${writeMoment(one.at)}</p><p>${one.text}</p></div>`,
    )}
    <label class="visually-hidden" for="comment">Comment, for the other reviewers</label>
    <textarea id="comment" rows="1" data-comment placeholder="Comment for the other reviewers" value=${text} onKeyDown=${onKey}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => desk.keepComment(question.id, event.currentTarget.value)}></textarea>
    ${text.trim() && html`<button class="btn small" onClick=${send}>Add the comment <kbd>Ctrl Enter</kbd></button>`}
  </section>`;
}

/** @param {{extra: Extra}} props */
export function Happenings({ extra }) {
  if (!extra.events.length) return null;
  return html`<details class="happenings"><summary>What happened here (${extra.events.length})</summary>
    <ul>${extra.events.map((one) => html`<li><span>${one.action.replaceAll("_", " ")}</span> <span class="meta">${one.by}, ${writeMoment(one.at)}</span></li>`)}</ul>
  </details>`;
}
