// @ts-check
/** Two people wrote to one question: mine, theirs, and what both began with. */

/** @import {Desk} from "./desk.js" */
/** @import {Answers, Conflict} from "./types.js" */

import { ComparedText } from "./compared_text.js";
import { settleConflict } from "./decisions.js";
import { Window } from "./dialog.js";
import { html, useState } from "./html.js";
import { writeMoment } from "./moments.js";

/** @param {{desk: Desk, conflict: Conflict}} props */
export function ConflictDialog({ desk, conflict }) {
  const { mine, theirs, base } = conflict;
  const [merged, setMerged] = useState(/** @type {Answers | null} */ (null));
  const question = desk.seen.get(conflict.operation.question ?? "");
  const cells = [...new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])];
  const touched = cells.filter((cell) => new Set([mine[cell] ?? base[cell] ?? "", theirs[cell] ?? "", base[cell] ?? ""]).size > 1);
  const settle = (/** @type {Answers | null} */ answers) => () => settleConflict(desk, conflict, answers);
  return html`<${Window} desk=${desk} title=${`Conflict at ${question?.ref || question?.cell || "a question"}`} wide=${true}>
    <p>${conflict.by} wrote here ${conflict.at ? `at ${writeMoment(conflict.at)}` : "meanwhile"}. You meant to
      <b> ${conflict.operation.action.replaceAll("_", " ")}</b>; nothing of yours was written.</p>
    ${(touched.length ? touched : cells).map(
      (cell) => html`<div class="versions" key=${cell}>
        <section aria-label=${`Mine, ${cell}`}><h3>Mine <span class="meta">${cell}</span></h3><p>${mine[cell] ?? base[cell] ?? ""}</p></section>
        <section aria-label=${`Theirs, ${cell}`}><h3>Theirs <span class="meta">difference from mine</span></h3>
          <${ComparedText} before=${mine[cell] ?? base[cell] ?? ""} after=${theirs[cell] ?? ""} /></section>
        <section aria-label=${`Base, ${cell}`}><h3>Both began with</h3><p>${base[cell] || "nothing"}</p></section>
        ${merged && html`<label class="merge">What shall stand in ${cell}
          <textarea value=${merged[cell] ?? ""} onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setMerged({ ...merged, [cell]: event.currentTarget.value })}></textarea></label>`}
      </div>`,
    )}
    <div class="window-actions">
      <button class="btn" onClick=${settle(null)}>Keep theirs</button>
      ${merged
        ? html`<button class="btn primary" onClick=${settle(merged)}>Save this text</button>`
        : html`<button class="btn" onClick=${() => setMerged({ ...theirs, ...mine })}>Put them together</button>
            <button class="btn primary" onClick=${settle(mine)}>Use mine</button>`}
    </div>
  <//>`;
}
