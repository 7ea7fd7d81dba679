// @ts-check
/** A block from a spreadsheet becomes answers, row by row; nothing is written before it was seen. */

/** @import {Desk} from "./desk.js" */
/** @import {Detail, Summary} from "./types.js" */
/** @import {PastedRow} from "./pasted_block.js" */

import { closeWindow, Window } from "./dialog.js";
import { html, useEffect, useState } from "./html.js";
import { fitRow, namesQuestions, parseBlock } from "./pasted_block.js";

/** Details are fetched so many at a time. */
const AT_ONCE = 6;

/** @param {{desk: Desk, text: string}} props */
export function PasteDialog({ desk, text: first }) {
  const [text, setText] = useState(first);
  const [rows, setRows] = useState(/** @type {PastedRow[]} */ ([]));
  const block = parseBlock(text);
  const named = namesQuestions(block, desk.questions.map((one) => one.ref));
  useEffect(() => {
    let current = true;
    void fitBlock(desk, block, named).then((found) => current && setRows(found));
    return () => void (current = false);
  }, [text]);
  const writable = rows.filter((row) => Object.keys(row.answers).length);
  return html`<${Window} desk=${desk} title="Paste answers from a spreadsheet" wide=${true}>
    <label>Copied cells: a row for each question, from ${desk.current?.ref || desk.current?.cell || "the current one"} on in the list's order, or with the reference in the first column
      <textarea class="pasted" rows="4" value=${text} onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}></textarea></label>
    ${block.length > 0 && html`<p class="small second">${named ? "The first column names the questions." : "Row by row, in the list's order."}</p>`}
    <${Preview} rows=${rows} />
    <div class="window-actions">
      <button class="btn" onClick=${() => closeWindow(desk)}>Cancel</button>
      <button class="btn primary" disabled=${!writable.length} onClick=${() => writeRows(desk, writable)}>Write ${writable.length} ${writable.length === 1 ? "answer" : "answers"}</button>
    </div>
  <//>`;
}

/** @param {{rows: PastedRow[]}} props */
function Preview({ rows }) {
  if (!rows.length) return null;
  return html`<div class="table-frame preview" tabindex="0" role="region" aria-label="Preview"><table>
    <thead><tr><th>Question</th><th>Stands now</th><th>Will stand</th></tr></thead>
    <tbody>${rows.map(
      ({ question, answers, warnings }) => html`<tr key=${question.id}>
        <td><b>${question.ref || question.cell}</b> ${question.text.slice(0, 90)}</td>
        <td>${Object.values(question.answers).filter(Boolean).join(" · ")}</td>
        <td>${Object.values(answers).join(" · ")}${warnings.map((one) => html`<span class="wrong">${one}</span>`)}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}

/**
 * @param {Desk} desk
 * @param {string[][]} block
 * @param {boolean} named
 * @returns {Promise<PastedRow[]>}
 */
async function fitBlock(desk, block, named) {
  const byRef = new Map(desk.questions.map((one) => [one.ref, one]));
  const from = Math.max(0, desk.list.findIndex((one) => one.id === desk.place.question));
  /** @type {{question: Summary, cells: string[]}[]} */
  const pairs = [];
  block.forEach((cells, index) => {
    const question = named ? byRef.get(cells[0] ?? "") : desk.list[from + index];
    if (question) pairs.push({ question, cells: named ? cells.slice(1) : cells });
  });
  /** @type {PastedRow[]} */
  const rows = [];
  for (let start = 0; start < pairs.length; start += AT_ONCE) {
    const some = pairs.slice(start, start + AT_ONCE);
    const details = await Promise.all(some.map(({ question }) => findDetail(desk, question)));
    details.forEach((detail, index) => rows.push(fitRow(detail, some[index]?.cells ?? [])));
  }
  return rows;
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 * @returns {Promise<Detail>}
 */
async function findDetail(desk, question) {
  const known = desk.extras.get(question.id) ?? (await desk.api.readQuestion(question.id));
  desk.extras.set(question.id, known);
  return { ...known, ...(desk.seen.get(question.id) ?? question) };
}

/**
 * @param {Desk} desk
 * @param {PastedRow[]} rows
 */
function writeRows(desk, rows) {
  desk.typing.flush();
  desk.hold();
  const written = rows.map(({ question, answers }) => ({ question: question.id, version: desk.seen.get(question.id)?.version ?? question.version, answers }));
  desk.operate({ question: null, version: null, action: "paste", rows: written });
  desk.inTurn(() => {
    closeWindow(desk);
    desk.tell(`${rows.length} answers written; u takes them all back`);
  });
}
