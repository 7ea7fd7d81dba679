// @ts-check
/** The review screen as a whole. */

/** @import {Desk} from "./desk.js" */

import { ActionBar } from "./action_bar.js";
import { BulkDialog } from "./bulk_dialog.js";
import { ConflictDialog } from "./conflict_dialog.js";
import { Editor } from "./editor.js";
import { Evidence } from "./evidence.js";
import { HelpDialog } from "./help_dialog.js";
import { html, useEffect, useMemo, useRef, useState } from "./html.js";
import { goTo } from "./moving.js";
import { Divider, useWidths } from "./panes.js";
import { PasteDialog } from "./paste_dialog.js";
import { QuestionList } from "./question_list.js";
import { SheetView } from "./sheet_view.js";
import { TopBar } from "./top_bar.js";

/** Under this width there is one column. */
const NARROW = matchMedia("(max-width: 900px)");

/** @param {{desk: Desk}} props */
export function App({ desk }) {
  const [, draw] = useState(0);
  useEffect(() => {
    const again = () => draw((count) => count + 1);
    desk.listeners.add(again);
    NARROW.addEventListener("change", again);
    again();
    return () => void desk.listeners.delete(again);
  }, [desk]);
  if (desk.state === "failed") return html`<${Failure} desk=${desk} />`;
  if (desk.state === "loading") return html`<${Loading} desk=${desk} />`;
  return html`<${Top} desk=${desk} />
    <${Trouble} desk=${desk} />
    <${Conflicts} desk=${desk} />
    <${Panes} desk=${desk} />
    <${Dialogs} desk=${desk} />`;
}

/** Drawn anew only where something that it shows has changed: moving on changes nothing of it. @param {{desk: Desk}} props */
function Top({ desk }) {
  const { filter, sort, view, search } = desk.place;
  return useMemo(() => html`<${TopBar} desk=${desk} />`, [desk.questionnaire, desk.revision, filter, sort, view, search]);
}

/** @param {{desk: Desk}} props */
function Failure({ desk }) {
  return html`<div class="nothing" role="alert"><h1>The questionnaire could not be shown</h1><p>${desk.trouble}</p>
    <button class="btn" onClick=${() => location.reload()}>Try again</button></div>`;
}

/** @param {{desk: Desk}} props */
function Loading({ desk }) {
  const { questionnaire } = desk;
  if (questionnaire?.state !== "reading") return html`<div class="nothing"><h1>${questionnaire?.name ?? "Review"}</h1><p class="quiet">Fetching the questions …</p></div>`;
  const { job } = questionnaire;
  return html`<div class="nothing"><h1>${questionnaire.name}</h1>
    <p aria-live="polite">Reading and drafting ${job?.total ? `${job.done} of ${job.total}` : ""} …</p>
    <progress max=${job?.total || 1} value=${job?.done ?? 0} aria-label="Drafted"></progress>
    <p class="quiet">This page may be closed meanwhile. <a href=${`/questionnaires/${questionnaire.id}`}>Look at it, or cancel</a></p></div>`;
}

/** A line that stays cut is told in words. @param {{desk: Desk}} props */
function Trouble({ desk }) {
  const { failure, attempt, pending } = desk.queue;
  if (!failure || attempt < 2) return null;
  return html`<div class="notice bad conflict-bar" role="alert"><p>${failure} ${pending.length === 1 ? "One decision is" : `${pending.length} decisions are`} kept on this page and sent as soon as it goes.</p></div>`;
}

/** @param {{desk: Desk}} props */
function Conflicts({ desk }) {
  const [first] = desk.conflicts.keys();
  if (!first) return null;
  const question = desk.seen.get(first);
  const show = () => {
    goTo(desk, first);
    desk.dialog = { kind: "conflict", question: first };
    desk.changed();
  };
  const many = desk.conflicts.size === 1 ? "One decision" : `${desk.conflicts.size} decisions`;
  return html`<div class="notice bad conflict-bar" role="alert"><p>${many} of yours met a change by somebody else and ${desk.conflicts.size === 1 ? "was" : "were"} not written: ${question?.ref || question?.cell}.
    <button class="btn small" onClick=${show}>Compare and choose</button></p></div>`;
}

/** @param {{desk: Desk}} props */
function Panes({ desk }) {
  const sheet = desk.place.view === "sheet";
  const [widths, change] = useWidths(desk.place.view);
  const columns = sheet ? `${widths.left}fr 12px ${100 - widths.left}fr` : `${widths.left}fr 12px ${100 - widths.left - widths.right}fr 12px ${widths.right}fr`;
  return html`<div class="panes ${sheet ? "with-sheet" : ""}" style=${{ "--columns": columns }}>
    ${sheet
      ? html`<section class="pane sheet-pane" aria-label="Sheet"><${SheetView} desk=${desk} /></section>`
      : html`<${Questions} desk=${desk} />`}
    <${Divider} side="left" label="Width of the left pane" width=${widths.left} change=${change} />
    <section class="pane answer-pane" aria-label="Answer">
      <${Body} question=${desk.place.question} tab=${-1}><${Editor} desk=${desk} />${sheet && html`<${Evidence} desk=${desk} />`}<//>
      <${ActionBar} desk=${desk} />
    </section>
    ${!sheet && html`<${Divider} side="right" label="Width of the evidence" width=${widths.right} change=${change} />
      <section class="pane evidence-pane" aria-label="Evidence"><${Body} question=${desk.place.question} tab=${0}><${Evidence} desk=${desk} /><//></section>`}
  </div>`;
}

/**
 * What scrolls in a pane begins at its top with each question.
 *
 * @param {{question: string, tab: number, children: import("preact").ComponentChildren}} props
 */
function Body({ question, tab, children }) {
  const body = useRef(/** @type {HTMLElement | null} */ (null));
  const scrolled = useRef(false);
  useEffect(() => {
    if (scrolled.current) body.current?.scrollTo(0, 0);
    scrolled.current = false;
    if (NARROW.matches && tab < 0 && body.current && body.current.getBoundingClientRect().top < 0) body.current.scrollIntoView();
  }, [question]);
  return html`<div class="pane-body" tabindex=${tab} ref=${body} onScroll=${() => void (scrolled.current = true)}>${children}</div>`;
}

/** The list; in one column it is folded into a line. @param {{desk: Desk}} props */
function Questions({ desk }) {
  const list = html`<${QuestionList} desk=${desk} />`;
  if (!NARROW.matches) return html`<nav class="pane list-pane" aria-label="Questions">${list}</nav>`;
  const index = desk.list.findIndex((one) => one.id === desk.place.question);
  const name = desk.current?.ref || desk.current?.cell || "Questions";
  return html`<nav class="pane list-pane" aria-label="Questions"><details class="folded">
    <summary>${name}, ${index >= 0 ? index + 1 : "–"} of ${desk.list.length}</summary>${list}</details></nav>`;
}

/** @param {{desk: Desk}} props */
function Dialogs({ desk }) {
  const { dialog } = desk;
  if (!dialog) return null;
  if (dialog.kind === "help") return html`<${HelpDialog} desk=${desk} />`;
  if (dialog.kind === "bulk") return html`<${BulkDialog} desk=${desk} />`;
  if (dialog.kind === "paste") return html`<${PasteDialog} desk=${desk} text=${dialog.text ?? ""} />`;
  const conflict = desk.conflicts.get(dialog.question ?? "");
  return conflict ? html`<${ConflictDialog} key=${dialog.question} desk=${desk} conflict=${conflict} />` : null;
}
