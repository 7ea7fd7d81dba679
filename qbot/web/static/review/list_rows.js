// @ts-check
/** The rows of the question list, with the place of each: only those in sight are drawn, out of 5,000. */

/** @import {Summary} from "./types.js" */

export const QUESTION_HEIGHT = 58;
export const SECTION_HEIGHT = 32;

/** @typedef {{kind: "section", text: string, top: number} | {kind: "question", question: Summary, index: number, top: number}} Row */

/**
 * @param {Summary[]} list
 * @param {boolean} sections  true where the list is in the file's order, so that its headings make sense
 * @returns {{rows: Row[], height: number}}
 */
export function layRows(list, sections) {
  /** @type {Row[]} */
  const rows = [];
  let top = 0;
  let heading = "";
  list.forEach((question, index) => {
    const here = sections ? question.section.at(-1) || question.sheet : "";
    if (here && here !== heading) {
      rows.push({ kind: "section", text: here, top });
      top += SECTION_HEIGHT;
    }
    heading = here;
    rows.push({ kind: "question", question, index, top });
    top += QUESTION_HEIGHT;
  });
  return { rows, height: top };
}

/**
 * @param {Row[]} rows
 * @param {number} from
 * @param {number} to
 * @returns {Row[]} the rows that reach into the span
 */
export function cutRows(rows, from, to) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.top ?? 0) + QUESTION_HEIGHT < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && (rows[end]?.top ?? 0) <= to) end += 1;
  return rows.slice(low, end);
}
