// @ts-check
/** The decisions as buttons, and what became of the last ones: always in sight. */

/** @import {Desk} from "./desk.js" */

import { approve, leaveBlank, reopen, toggleFlag, undo } from "./decisions.js";
import { html } from "./html.js";
import { goNext, goPrevious } from "./moving.js";
import { DONE } from "./predict.js";

/** @param {{desk: Desk}} props */
export function ActionBar({ desk }) {
  const question = desk.current;
  const act = (/** @type {(desk: Desk) => void} */ run) => () => desk.inTurn(() => run(desk));
  const decided = question !== null && DONE.has(question.status);
  return html`<div class="actions" role="group" aria-label="Decide">
    <button class="btn primary" disabled=${!question} onClick=${act(approve)}>Approve <kbd aria-hidden="true">a</kbd></button>
    <button class="btn" disabled=${!question} onClick=${act((one) => leaveBlank(one, "no_answer"))}>No answer <kbd aria-hidden="true">x</kbd></button>
    <button class="btn" disabled=${!question} onClick=${act((one) => leaveBlank(one, "not_applicable"))}>Not applicable <kbd aria-hidden="true">n</kbd></button>
    <button class="btn" disabled=${!question} aria-pressed=${question?.flagged ? "true" : "false"} onClick=${act(toggleFlag)}>Flag <kbd aria-hidden="true">f</kbd></button>
    ${decided && html`<button class="btn" onClick=${act(reopen)}>Open again</button>`}
    <div class="told">
      <span class="movers">
        <button class="icon-button" aria-label="Previous question" onClick=${act(goPrevious)}>↑</button>
        <button class="icon-button" aria-label="Next question" onClick=${act(goNext)}>↓</button>
      </span>
      <button class="btn small" onClick=${act(undo)}>Undo <kbd aria-hidden="true">u</kbd></button>
      <p class="said" role="status" aria-live="polite">${desk.message}</p><${Saving} desk=${desk} /></div>
  </div>`;
}

/** @param {{desk: Desk}} props */
export function Saving({ desk }) {
  const { queue, typing, conflicts } = desk;
  if (queue.failure) {
    return html`<button class="saved failed" title=${queue.failure} onClick=${() => queue.retry()}>Not saved, retry (${queue.pending.length})</button>`;
  }
  if (typing.refused.size) return html`<span class="saved failed">Not saved</span>`;
  if (conflicts.size && !queue.pending.length) return html`<span class="saved failed">Not saved: ${conflicts.size === 1 ? "a conflict" : `${conflicts.size} conflicts`}</span>`;
  if (queue.pending.length || typing.typed) return html`<span class="saved">Saving…</span>`;
  return html`<span class="saved">${desk.savedAt ? `Saved ${desk.savedAt}` : "All saved"}</span>`;
}
