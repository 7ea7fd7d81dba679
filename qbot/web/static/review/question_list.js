// @ts-check
/** The left pane: the questions, drawn where they are in sight. */

/** @import {Desk} from "./desk.js" */
/** @import {Summary} from "./types.js" */
/** @import {Row} from "./list_rows.js" */

import { isProposed } from "./filters.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { cutRows, layRows, QUESTION_HEIGHT } from "./list_rows.js";
import { Badge, Confidence, StatusMark } from "./marks.js";
import { goTo } from "./moving.js";
import { writePlace } from "./url_state.js";

/** Drawn above and below what is in sight, so that scrolling shows no gap. */
const MARGIN = 300;
/** Shown before the height of the pane is known. */
const FIRST_HEIGHT = 700;

/** @param {{desk: Desk}} props */
export function QuestionList({ desk }) {
  const { list, place } = desk;
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const [span, setSpan] = useState({ top: 0, height: FIRST_HEIGHT });
  const kept = useRef(/** @type {Map<string, Drawn>} */ (new Map()));
  const { rows, height } = useMemo(() => layRows(list, place.sort === "position"), [list, place.sort]);
  const inSight = useFrame(frame, setSpan);
  useLayoutEffect(() => keepInSight(frame, inSight, rows, place.question), [place.question, rows]);
  if (!list.length) return html`<${EmptyList} desk=${desk} />`;
  const drawn = cutRows(rows, span.top - MARGIN, span.top + span.height + MARGIN);
  kept.current = drawRows(kept.current, drawn, desk);
  return html`<div class="list-frame" ref=${frame}>
    <ol class="list" style=${{ height: `${height}px` }}>${[...kept.current.values()].map((one) => one.node)}</ol>
  </div>`;
}

/** @typedef {{shown: unknown[], node: import("preact").ComponentChildren}} Drawn */

/**
 * A row that shows what it showed before is the same node, and is passed over: a key changes two rows of thirty.
 *
 * @param {Map<string, Drawn>} before
 * @param {Row[]} rows
 * @param {Desk} desk
 * @returns {Map<string, Drawn>}
 */
function drawRows(before, rows, desk) {
  const { filter, sort, view, search, question: here } = desk.place;
  const total = desk.list.length;
  return new Map(
    rows.map((row) => {
      const key = keyOf(row);
      const own = row.kind === "question" ? [row.question, row.index, row.question.id === here, desk.conflicts.has(row.question.id)] : [row.text];
      const shown = [row.top, total, filter, sort, view, search, ...own];
      const known = before.get(key);
      if (known && known.shown.every((one, place) => one === shown[place])) return [key, known];
      return [key, { shown, node: html`<${ListRow} key=${key} row=${row} desk=${desk} total=${total} />` }];
    }),
  );
}

/** @param {Row} row */
function keyOf(row) {
  return row.kind === "section" ? `section-${row.top}` : row.question.id;
}

/** @typedef {{top: number, height: number}} Span */

/**
 * What is in sight now; what is drawn follows once scrolling has used up much of the margin.
 *
 * @param {import("preact").RefObject<HTMLElement>} frame
 * @param {(change: (before: Span) => Span) => void} setSpan
 * @returns {{current: Span}}
 */
function useFrame(frame, setSpan) {
  const node = frame.current;
  const inSight = useRef({ top: 0, height: FIRST_HEIGHT });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const now = { top: element.scrollTop, height: element.clientHeight };
      inSight.current = now;
      setSpan((before) => (before.height === now.height && Math.abs(before.top - now.top) < MARGIN / 2 ? before : now));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [node]);
  return inSight;
}

/**
 * Scroll with the next frame, and only where the question is out of sight: asking the page for its measures now would make
 * it lay everything out twice for each key.
 *
 * @param {import("preact").RefObject<HTMLElement>} frame
 * @param {{current: Span}} inSight
 * @param {Row[]} rows
 * @param {string} question
 */
function keepInSight(frame, inSight, rows, question) {
  const row = rows.find((one) => one.kind === "question" && one.question.id === question);
  if (!row) return undefined;
  const waiting = requestAnimationFrame(() => {
    const { top, height } = inSight.current;
    const margin = Math.min(QUESTION_HEIGHT, height / 4);
    const end = row.top + QUESTION_HEIGHT + margin;
    if (!frame.current) return;
    if (row.top - margin < top) frame.current.scrollTop = row.top - margin;
    else if (end > top + height) frame.current.scrollTop = end - height;
  });
  return () => cancelAnimationFrame(waiting);
}

/** @param {{row: Row, desk: Desk, total: number}} props */
function ListRow({ row, desk, total }) {
  const style = { transform: `translateY(${row.top}px)` };
  if (row.kind === "section") return html`<li class="section" style=${style} title=${row.text}>${row.text}</li>`;
  const { question, index } = row;
  const current = question.id === desk.place.question;
  return html`<li style=${style} aria-setsize=${total} aria-posinset=${index + 1}>
    <a
      href=${writePlace({ ...desk.place, question: question.id })}
      aria-current=${current ? "true" : undefined}
      onMouseDown=${keepFocus}
      onClick=${(/** @type {MouseEvent} */ event) => openQuestion(desk, question, event)}
    >
      <${StatusMark} question=${question} />
      <span class="ref" title=${question.ref || question.cell}>${question.ref || question.cell}</span>
      <span class="words">${question.text}</span>
      <span class="row-end">
        <${Confidence} question=${question} />
        ${isProposed(question) && html`<${Badge} name="gate" />`}
        ${desk.conflicts.has(question.id) && html`<span class="badge bad">conflict</span>`}
        ${question.guarded && html`<span class="look-first" title="A guard fired: check first"><span aria-hidden="true">◆</span><span class="visually-hidden">check first</span></span>`}
      </span>
    </a>
  </li>`;
}

/** A click leaves the focus where the keys work. @param {MouseEvent} event */
function keepFocus(event) {
  if (event.button === 0) event.preventDefault();
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 * @param {MouseEvent} event
 */
function openQuestion(desk, question, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement && event.detail > 0) document.activeElement.blur();
  desk.inTurn(() => goTo(desk, question.id));
}

/** @param {{desk: Desk}} props */
function EmptyList({ desk }) {
  const { filter, search } = desk.place;
  if (!desk.order.length) {
    return html`<div class="nothing"><p><b>No question was found in this file.</b></p>
      <p>Correct the reading: say which sheet asks, and in which column.</p>
      <a class="btn small" href=${`/questionnaires/${desk.id}/reading`}>Correct the reading</a></div>`;
  }
  return html`<div class="nothing">
    <p><b>${search ? `Nothing holds “${search}”.` : "Nothing left in this filter."}</b></p>
    <button class="btn small" onClick=${() => desk.go({ filter: "all", search: "" })}>Show all questions</button>
    ${filter === "to_review" && html`<a class="btn small" href=${`/questionnaires/${desk.id}/export`}>Go on to the export</a>`}
  </div>`;
}
