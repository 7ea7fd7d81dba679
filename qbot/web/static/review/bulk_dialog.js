// @ts-check
/** Decide many at once: approve from a confidence on, with what is left out and why; leave what nothing supports. */

/** @import {Desk} from "./desk.js" */
/** @import {BulkPreview} from "./types.js" */

import { ApiError } from "./api.js";
import { closeWindow, Window } from "./dialog.js";
import { counts, isProposed } from "./filters.js";
import { html, useEffect, useState } from "./html.js";
import { writeConfidence } from "./marks.js";

const SKIPPED = /** @type {Record<string, string>} */ ({
  guarded: "flagged, or a guard fired: a person must look",
  stale: "from an entry whose review is overdue, or which has changed since",
  conflict: "from entries that disagree",
  no_values: "without an answer to approve",
});

/** @param {{desk: Desk}} props */
export function BulkDialog({ desk }) {
  const [percent, setPercent] = useState(90);
  const [preview, setPreview] = useState(/** @type {BulkPreview | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const [running, setRunning] = useState(false);
  useEffect(() => {
    let current = true;
    fetchPreview(desk, percent / 100).then(
      (found) => current && setPreview(found),
      (error) => current && setTrouble(error instanceof ApiError ? error.message : String(error)),
    );
    return () => void (current = false);
  }, [percent]);
  const run = () => {
    setRunning(true);
    approveAll(desk, percent / 100, preview?.count ?? 0);
  };
  return html`<${Window} desk=${desk} title="Decide many at once">
    <h3>Approve what is sure</h3>
    <label class="threshold"><span>Suggestions that are at least <b>${percent} %</b> sure</span>
      <input type="range" min="50" max="100" step="1" value=${percent} onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setPercent(Number(event.currentTarget.value))} /></label>
    ${trouble && html`<div class="notice bad"><p>${trouble}</p></div>`}
    <${PreviewText} preview=${preview} />
    <div class="window-actions">
      <button class="btn primary" disabled=${running || !preview?.count} onClick=${run}>${running ? "Approving …" : `Approve ${preview?.count ?? 0}`}</button>
    </div>
    <${LeaveUnsupported} desk=${desk} />
  <//>`;
}

/** @param {{desk: Desk}} props */
function LeaveUnsupported({ desk }) {
  const [reason, setReason] = useState("");
  const left = desk.questions.filter((one) => counts(one) && one.status === "blank" && !one.flagged);
  const gated = left.filter(isProposed).length;
  if (!left.length) return null;
  return html`<section class="leave-many" aria-labelledby="leave-many">
    <h3 id="leave-many">Leave what nothing supports</h3>
    <p><b>${left.length}</b> ${left.length === 1 ? "question has" : "questions have"} no supported answer. Flagged ones stay open. One undo takes it all back.
      ${gated > 0 && html` ${gated === 1 ? "One of them does" : `${gated} of them do`} not apply, as other answers say: call those not applicable first, under “Does not apply”.`}</p>
    <label class="reason-many">Why they stay without an answer <span class="meta">kept with each; not written into the file</span>
      <input type="text" maxlength="300" value=${reason} onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setReason(event.currentTarget.value)} /></label>
    <div class="window-actions"><button class="btn" onClick=${() => leaveAll(desk, reason.trim(), left.length)}>Leave ${left.length} without an answer</button></div>
  </section>`;
}

/** @param {{preview: BulkPreview | null}} props */
function PreviewText({ preview }) {
  if (!preview) return html`<p class="quiet">Counting …</p>`;
  const skipped = Object.entries(preview.skipped).filter(([, count]) => count > 0);
  return html`<div class="bulk-preview" aria-live="polite">
    <p class="bulk-count"><b>${preview.count}</b> ${preview.count === 1 ? "suggestion" : "suggestions"} will be approved. One undo takes it all back.</p>
    ${preview.lowest.length > 0 &&
    html`<h3>The least sure of them</h3><ul class="lowest">
      ${preview.lowest.map((one) => html`<li key=${one.id}><span class="band">${writeConfidence(one.confidence, one.band)}</span>
        <span><b>${one.ref || one.cell}</b> ${one.text}<br /><span class="quiet">${Object.values(one.answers).filter(Boolean).join(" · ")}</span></span></li>`)}
    </ul>`}
    ${skipped.length > 0 && html`<h3>Left out</h3><ul>${skipped.map(([why, count]) => html`<li>${count} ${SKIPPED[why] ?? why}</li>`)}</ul>`}
  </div>`;
}

/**
 * @param {Desk} desk
 * @param {number} at_least
 * @returns {Promise<BulkPreview>}
 */
async function fetchPreview(desk, at_least) {
  const asked = { operation: crypto.randomUUID(), question: null, version: null, action: "bulk_approve", at_least, preview: true };
  const [result] = await desk.api.sendOperations([asked]);
  if (result?.outcome !== "done") throw new ApiError(422, result?.message ?? "The server gave no preview.");
  return result.detail;
}

/**
 * @param {Desk} desk
 * @param {number} at_least
 * @param {number} count
 */
function approveAll(desk, at_least, count) {
  desk.typing.flush();
  desk.hold();
  desk.operate({ question: null, version: null, action: "bulk_approve", at_least });
  desk.inTurn(() => {
    closeWindow(desk);
    desk.tell(`${count} approved at once; u takes them all back`);
  });
}

/**
 * @param {Desk} desk
 * @param {string} reason
 * @param {number} count
 */
function leaveAll(desk, reason, count) {
  desk.typing.flush();
  desk.hold();
  desk.operate({ question: null, version: null, action: "bulk_no_answer", reason });
  closeWindow(desk);
  desk.inTurn(() => desk.tell(`${count} left without an answer; u takes them all back`));
}
