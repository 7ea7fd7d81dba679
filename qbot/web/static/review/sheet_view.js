// @ts-check
/** The customer's own grid: the question outlined, its answer cells as they will be filled; a click goes to a question. */

/** @import {Desk} from "./desk.js" */

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { nameStatus } from "./marks.js";
import { goTo } from "./moving.js";
import { findSpan, ROW_HEIGHT, rowOf, SheetPieces } from "./sheet_window.js";

/** Widths of columns in characters, those with answers apart, and a character's width in pixels. */
const [NARROWEST, WIDEST, CHARACTER] = [6, 40, 7.4];
const [ANSWER_COLUMN, ANSWER_TEXT_COLUMN] = [16, 36];
/** So many of a column's texts fit in one line: a heading or two that are longer do not widen a column of numbers. */
const FITTING = 0.85;
const FIRST_HEIGHT = 600;
/** The width of the column with the row numbers, which stays in sight. */
const NUMBERS = 48;

/** @param {{desk: Desk}} props */
export function SheetView({ desk }) {
  const [chosen, setChosen] = useState("");
  const name = chosen || desk.current?.sheet || "";
  useEffect(() => setChosen(""), [desk.place.question]);
  return html`<div class="sheet-view"><${Grid} key=${name} desk=${desk} name=${name} choose=${setChosen} /></div>`;
}

/** @param {{sheets: string[], name: string, choose: (name: string) => void}} props */
function Tabs({ sheets, name, choose }) {
  if (sheets.length < 2) return null;
  return html`<div class="sheet-tabs" role="group" aria-label="Sheets">
    ${sheets.map((one) => html`<button key=${one} class="chip" aria-pressed=${one === name ? "true" : "false"} onClick=${() => choose(one)}>${one}</button>`)}
  </div>`;
}

/** @param {{desk: Desk, name: string, choose: (name: string) => void}} props */
function Grid({ desk, name, choose }) {
  const [, draw] = useState(0);
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const pieces = useMemo(() => new SheetPieces(desk.api, name, () => draw((count) => count + 1)), [name]);
  const [scrolled, setScrolled] = useState({ top: 0, height: FIRST_HEIGHT });
  const { current } = desk;
  const place = current && current.sheet === name ? pieces.cellOf(current.id) || current.cell : "";
  useEffect(() => watchFrame(frame.current, setScrolled), [pieces.loaded]);
  useLayoutEffect(() => showCell(frame.current, rowOf(place)), [place, pieces.loaded]);
  if (pieces.trouble) return html`<div class="nothing"><p>${pieces.trouble}</p></div>`;
  if (!pieces.loaded) return html`<div class="nothing"><p class="quiet">Fetching the sheet …</p></div>`;
  const { from, to } = findSpan(scrolled.top, scrolled.height, pieces.total);
  pieces.want(from, to);
  return html`<${Tabs} sheets=${pieces.sheets} name=${name} choose=${choose} />
    <div class="grid-frame" ref=${frame} tabindex="0" role="region" aria-label=${`Sheet ${name}`}>
    <${GridTable} desk=${desk} pieces=${pieces} from=${from} to=${to} place=${place} />
  </div>`;
}

/**
 * @param {HTMLElement | null} frame
 * @param {(scrolled: {top: number, height: number}) => void} setScrolled
 */
function watchFrame(frame, setScrolled) {
  if (!frame) return undefined;
  const measure = () => setScrolled({ top: frame.scrollTop, height: frame.clientHeight });
  const observer = new ResizeObserver(measure);
  observer.observe(frame);
  frame.addEventListener("scroll", measure, { passive: true });
  measure();
  return () => {
    observer.disconnect();
    frame.removeEventListener("scroll", measure);
  };
}

/**
 * Bring the question into sight, with the next frame: asking for measures at once would lay the page out twice a key.
 *
 * @param {HTMLElement | null} frame
 * @param {number} row
 */
function showCell(frame, row) {
  if (!frame || !row) return undefined;
  const waiting = requestAnimationFrame(() => {
    const top = (row - 1) * ROW_HEIGHT;
    const inSight = top >= frame.scrollTop && top + 2 * ROW_HEIGHT <= frame.scrollTop + frame.clientHeight;
    if (!inSight) frame.scrollTop = Math.max(0, top - frame.clientHeight / 3);
    const cell = frame.querySelector("td.outlined");
    if (!(cell instanceof HTMLElement)) return;
    const left = cell.offsetLeft - NUMBERS;
    if (left < frame.scrollLeft || left + cell.offsetWidth + NUMBERS > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = left;
  });
  return () => cancelAnimationFrame(waiting);
}

/**
 * @param {SheetPieces} pieces
 * @param {Desk} desk
 * @returns {number[]} a width in pixels for each column
 */
function measureColumns(pieces, desk) {
  const lengths = pieces.columns.map(() => /** @type {number[]} */ ([]));
  for (const { rows, top } of pieces.pieces.values()) {
    rows.forEach((row, place) => {
      for (const { column, wide } of pieces.cellsOf(top + place)) {
        const { length } = row[column] ?? "";
        if (wide === 1 && length) lengths[column]?.push(length + 3);
      }
    });
  }
  const widths = lengths.map((some) => some.sort((one, other) => one - other)[Math.floor((some.length - 1) * FITTING)] ?? NARROWEST);
  for (const [cell, { kind, question }] of pieces.marks) {
    const column = pieces.columns.indexOf(cell.replace(/\d+$/, ""));
    const answer = desk.seen.get(question)?.answers[cell] ?? "";
    if (kind === "answer") widths[column] = Math.max(widths[column] ?? 0, answer.length > ANSWER_COLUMN ? ANSWER_TEXT_COLUMN : ANSWER_COLUMN);
  }
  return widths.map((width) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)) * CHARACTER));
}

/** @param {{desk: Desk, pieces: SheetPieces, from: number, to: number, place: string}} props */
function GridTable({ desk, pieces, from, to, place }) {
  const widths = useMemo(() => measureColumns(pieces, desk), [pieces, pieces.columns, pieces.pieces.size]);
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_unused, index) => from + index);
  const below = (pieces.total - to) * ROW_HEIGHT;
  return html`<table class="grid">
    <colgroup><col class="row-number" />${widths.map((width, index) => html`<col key=${index} style=${{ width: `${width}px` }} />`)}</colgroup>
    <thead><tr><th scope="col"><span class="visually-hidden">Row</span></th>${pieces.columns.map((letter) => html`<th scope="col" key=${letter}>${letter}</th>`)}</tr></thead>
    <tbody>
      <tr aria-hidden="true" style=${{ height: `${(from - 1) * ROW_HEIGHT}px` }}></tr>
      ${numbers.map((number) => html`<${GridRow} key=${number} desk=${desk} pieces=${pieces} number=${number} place=${place} />`)}
      <tr aria-hidden="true" style=${{ height: `${below}px` }}></tr>
    </tbody>
  </table>`;
}

/** @param {{desk: Desk, pieces: SheetPieces, number: number, place: string}} props */
function GridRow({ desk, pieces, number, place }) {
  const texts = pieces.textsOf(number);
  const here = [...pieces.questionsOf(number)];
  const current = here.includes(desk.place.question) ? desk.place.question : "";
  const shown = here.map((one) => [desk.seen.get(one)?.version, JSON.stringify([desk.seen.get(one)?.answers, desk.typing.of(one)])].join());
  const draw = () => html`<tr class="grid-row">
    <th scope="row">${number}</th>
    ${pieces.cellsOf(number).map(({ column, wide, first }) => {
      const text = first ? (texts ? (texts[column] ?? "") : "…") : "";
      return html`<${GridCell} key=${column} desk=${desk} pieces=${pieces} cell=${`${pieces.columns[column]}${number}`} wide=${wide} text=${text} place=${place} />`;
    })}
  </tr>`;
  return useMemo(draw, [texts, pieces.columns, shown.join(), current, current && place]);
}

/** @param {{desk: Desk, pieces: SheetPieces, cell: string, wide: number, text: string, place: string}} props */
function GridCell({ desk, pieces, cell, wide, text, place }) {
  const mark = pieces.marks.get(cell);
  const question = mark ? desk.seen.get(mark.question) : undefined;
  if (!mark || !question) return html`<td colspan=${wide} title=${text.length > 40 ? text : undefined}><span class="cell-text"><span>${text}</span></span></td>`;
  const answer = { ...question.answers, ...desk.typing.of(question.id) }[cell];
  const isLive = mark.kind === "answer" && question.state === "open" && desk.questionnaire?.format !== "docx";
  const shown = isLive ? (answer ?? "") : text;
  const current = question.id === desk.place.question;
  const look = `${mark.kind}-cell ${current ? "current" : ""} ${mark.kind === "answer" && answer ? question.status : ""} ${cell === place ? "outlined" : ""}`;
  const said = `${cell}, ${question.ref || "question"}, ${mark.kind === "answer" ? `answer, ${nameStatus(question.status)}` : "question"}`;
  return html`<td class=${look} colspan=${wide}>
    <button class="cell-text" title=${shown} aria-label=${`${said}: ${shown}`} aria-current=${current ? "true" : undefined} onClick=${() => desk.inTurn(() => goTo(desk, question.id))}><span>${shown}</span></button>
  </td>`;
}
