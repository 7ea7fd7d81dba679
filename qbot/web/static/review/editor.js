// @ts-check
/** The middle pane: the question, what to watch, its answer cells, and what to do with them. */

/** @import {Desk} from "./desk.js" */
/** @import {Extra, Summary} from "./types.js" */

import { AnswerFields } from "./answer_fields.js";
import { Attaching } from "./attaching.js";
import { Comments, Happenings } from "./comments.js";
import { ComparisonChoice, readAgainst } from "./comparison.js";
import { giveReason, leaveBlank, release } from "./decisions.js";
import { isProposed } from "./filters.js";
import { html, useState } from "./html.js";
import { Badge, nameStatus, StatusMark } from "./marks.js";
import { writeMoment } from "./moments.js";

/** Statuses with a reason of the reviewer's. */
const REASONED = new Set(["no_answer", "not_applicable"]);

/** @param {{desk: Desk}} props */
export function Editor({ desk }) {
  const question = desk.current;
  if (!question) return html`<div class="nothing"><p>Choose a question in the list.</p></div>`;
  const extra = desk.extras.get(question.id);
  return html`<article class="editor" data-editor>
    <p class="crumb">${writeCrumb(question)}</p>
    <h2 class="question" dir="auto">${question.text}</h2>
    <p class="standing"><${StatusMark} question=${question} /> <span>${writeStanding(question)}</span>
      ${question.badges.map((name) => html`<${Badge} key=${name} name=${name} />`)}</p>
    <${Warnings} desk=${desk} question=${question} extra=${extra} />
    ${extra ? html`<${Fields} desk=${desk} question=${question} extra=${extra} />` : html`<${PlainAnswers} question=${question} />`}
  </article>`;
}

/** @param {Summary} question */
function writeCrumb(question) {
  const place = question.sheet ? `sheet “${question.sheet}”, ${question.cell}` : question.cell;
  return [...question.section, question.ref, place].filter(Boolean).join(" · ");
}

/** @param {Summary} question */
function writeStanding(question) {
  const { status, edited_by, approved_by } = question;
  const words = [approved_by ? `${nameStatus(status)} by ${approved_by}` : nameStatus(status)];
  if (edited_by && status === "edited") words[0] = `edited by ${edited_by}`;
  else if (edited_by) words.push(`edited by ${edited_by}`);
  if (question.flagged) words.push("flagged");
  if (question.released_by) words.push(`released by ${question.released_by}`);
  return words.join(" · ");
}

/** Before the details are there, the answers are shown as the list knows them. @param {{question: Summary}} props */
function PlainAnswers({ question }) {
  return Object.entries(question.answers).map(
    ([cell, text]) => html`<div class="field"><span class="legend">${cell}</span><p class="plain-answer">${text}</p></div>`,
  );
}

/** @param {{desk: Desk, question: Summary, extra: Extra | undefined}} props */
function Warnings({ desk, question, extra }) {
  const conflict = desk.conflicts.get(question.id);
  const refused = desk.typing.refused.get(question.id);
  const compare = () => {
    desk.dialog = { kind: "conflict", question: question.id };
    desk.changed();
  };
  return html`<div class="warnings">
    ${conflict &&
    html`<div class="notice bad"><div><p>${conflict.by} changed this question meanwhile. Nothing of yours was written yet.</p>
      <button class="btn small" onClick=${compare}>Compare the two and choose</button></div></div>`}
    ${refused && html`<div class="notice bad"><p>Not saved: ${refused.message}</p></div>`}
    ${isProposed(question) &&
    html`<div class="notice"><div><p>${extra?.draft?.reason || "With another answer as it is, this question does not apply."}</p>
      <button class="btn small" onClick=${() => leaveBlank(desk, "not_applicable")}>Call it not applicable <kbd aria-hidden="true">n</kbd></button></div></div>`}
    ${(extra?.notices ?? []).map((text) => html`<div class="notice warn" key=${text}><p>${text}</p></div>`)}
    ${extra?.stopped && !question.released_by && html`<p><button class="btn small" onClick=${() => release(desk, question)}>Release it for this customer</button></p>`}
    ${question.state === "locked" && html`<div class="notice"><p>The answer cell is a formula. It is never written, and needs no decision.</p></div>`}
    ${question.state === "filled" && html`<div class="notice"><p>The file came with an answer here. It stays, and needs no decision.</p></div>`}
    ${(extra?.draft?.status === "answered" ? extra.draft.guards : []).map((guard) => html`<div class="notice warn" key=${guard.name}><p>${guard.text}</p></div>`)}
    ${extra?.guidance && html`<p class="guidance" dir="auto">${extra.guidance}</p>`}
  </div>`;
}

/** @param {{desk: Desk, question: Summary, extra: Extra}} props */
function Fields({ desk, question, extra }) {
  const [against, setAgainst] = useState(readAgainst());
  const hasText = extra.slots.some((slot) => !slot.options.length);
  return html`<div>
    <${AnswerFields} desk=${desk} question=${question} extra=${extra} against=${against} />
    ${hasText && html`<${ComparisonChoice} against=${against} choose=${setAgainst} />`}
    <${Attaching} key=${question.id} desk=${desk} question=${question} extra=${extra} />
    ${REASONED.has(question.status) && html`<${Reason} key=${`${question.id}-${question.reason}`} desk=${desk} question=${question} />`}
    ${extra.last_answer &&
    html`<p class="last-answer small"><b>Last answer to this customer</b> <span class="meta">${writeMoment(extra.last_answer.at)}</span><br />${extra.last_answer.text}</p>`}
    <${Comments} desk=${desk} question=${question} extra=${extra} />
    <${Happenings} extra=${extra} />
  </div>`;
}

/** @param {{desk: Desk, question: Summary}} props */
function Reason({ desk, question }) {
  const [text, setText] = useState(question.reason);
  return html`<div class="field"><label for="reason">Why ${nameStatus(question.status)} <span class="meta">kept for the record; not written into the file</span></label>
    <input id="reason" type="text" value=${text} onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value)}
      onBlur=${() => giveReason(desk, question, text)} /></div>`;
}
