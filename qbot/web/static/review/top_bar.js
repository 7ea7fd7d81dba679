// @ts-check
/** Above the panes: which questionnaire, how far it is, what is shown of it, and the tools. */

/** @import {Desk, Dialog} from "./desk.js" */
/** @import {Questionnaire} from "./types.js" */

import { FILTERS, SORTS } from "./filters.js";
import { html } from "./html.js";
import { writeDay } from "./moments.js";
import { showOthers } from "./moving.js";

/** @param {{desk: Desk}} props */
export function TopBar({ desk }) {
  const { questionnaire } = desk;
  if (!questionnaire) return null;
  return html`<header class="review-top">
    <div class="review-title">
      <h1 title=${questionnaire.name}><a href=${`/questionnaires/${questionnaire.id}`}>${questionnaire.name}</a></h1>
      <${Facts} questionnaire=${questionnaire} />
      <${Progress} desk=${desk} />
      <a class="btn" href=${`/questionnaires/${questionnaire.id}/export`}>Export</a>
    </div>
    <div class="review-tools">
      <${Chips} desk=${desk} />
      <${Tools} desk=${desk} />
    </div>
  </header>`;
}

/** @param {{questionnaire: Questionnaire}} props */
function Facts({ questionnaire }) {
  const { customer, product, region, due_on, nda_until, file_name } = questionnaire;
  const today = new Date().toISOString().slice(0, 10);
  const open = !questionnaire.exported_at;
  const facts = [customer, product, region, file_name].filter(Boolean).join(" · ");
  return html`<p class="meta facts" title=${facts}>
    ${due_on && html`<span class=${due_on < today && open ? "badge bad" : "badge"}>${due_on < today && open ? "overdue since" : "due"} ${writeDay(due_on)}</span> `}
    ${nda_until && html` <span class=${nda_until < today ? "badge warn" : "badge ok"}>NDA ${nda_until < today ? "ended" : "until"} ${writeDay(nda_until)}</span> `}
    ${facts}</p>`;
}

/** @param {{desk: Desk}} props */
function Progress({ desk }) {
  const { done, total } = desk.measures.progress;
  const percent = total ? Math.floor((done / total) * 100) : 0;
  return html`<div class="progress"><progress max=${Math.max(1, total)} value=${done} aria-label="Decided"></progress>
    <span class="badge">${writeStatus(desk)}</span> <span><b>${done}</b> of ${total} decided · ${percent} %</span></div>`;
}

/** Where the questionnaire stands now, in the words of the list of questionnaires. @param {Desk} desk */
function writeStatus({ measures, questionnaire, questions }) {
  const { done, total } = measures.progress;
  if (questionnaire?.exported_at) return "exported";
  if (total > 0 && done === total) return "approved";
  if (total > 0 && !measures.counts.unsupported) return "ready for review";
  return questions.some((one) => one.edited_by || one.approved_by) ? "in progress" : "not started";
}

/** @param {{desk: Desk}} props */
function Chips({ desk }) {
  const { counts } = desk.measures;
  const shown = FILTERS.filter((one) => one.always || counts[one.name] || one.name === desk.place.filter);
  return html`<div class="chips" role="group" aria-label="Filter">
    ${shown.map(
      ({ name, label }) => html`<button key=${name} class="chip" aria-pressed=${name === desk.place.filter ? "true" : "false"} onClick=${() => showOthers(desk, { filter: name })}>
        ${label} <b>${counts[name] ?? 0}</b></button>`,
    )}
  </div>`;
}

/** @param {{desk: Desk}} props */
function Tools({ desk }) {
  const { place } = desk;
  const open = (/** @type {Dialog} */ dialog) => () => {
    desk.typing.flush();
    desk.dialog = dialog;
    desk.changed();
  };
  return html`<div class="tools">
    <input type="search" data-search aria-label="Search in questions and answers" placeholder="Search" value=${place.search}
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => showOthers(desk, { search: event.currentTarget.value })}
      onKeyDown=${(/** @type {KeyboardEvent & {currentTarget: HTMLInputElement}} */ event) => event.key === "Enter" && event.currentTarget.blur()} />
    <select aria-label="Order" value=${place.sort} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => showOthers(desk, { sort: event.currentTarget.value })}>
      ${SORTS.map(({ name, label }) => html`<option value=${name} selected=${name === place.sort}>${label}</option>`)}
    </select>
    <div class="views" role="group" aria-label="View">
      ${["list", "sheet"].map((view) => html`<button key=${view} class="chip" aria-pressed=${place.view === view ? "true" : "false"} onClick=${() => desk.go({ view })}>${view === "list" ? "List" : "Sheet"}</button>`)}
    </div>
    <button class="btn small" onClick=${open({ kind: "bulk" })}>Decide many …</button>
    <button class="btn small" onClick=${open({ kind: "paste" })}>Paste …</button>
    <button class="btn small for-keyboards" onClick=${open({ kind: "help" })}>Keys <kbd aria-hidden="true">?</kbd></button>
  </div>`;
}
