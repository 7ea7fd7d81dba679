// @ts-check
/** A block copied from a spreadsheet: its cells, and which answers they become. */

/** @import {Answers, Detail, Slot} from "./types.js" */

/** @typedef {{question: Detail, answers: Answers, warnings: string[]}} PastedRow */

/**
 * @param {string} text  tab-separated, a cell with a tab, a line break or a quote in double quotes, as spreadsheets write it
 * @returns {string[][]}
 */
export function parseBlock(text) {
  /** @type {string[][]} */
  const rows = [];
  let row = /** @type {string[]} */ ([]);
  let place = 0;
  const source = text.replace(/\r\n?/g, "\n");
  while (place <= source.length) {
    const [cell, next] = source[place] === '"' ? readQuoted(source, place) : readPlain(source, place);
    row.push(cell);
    if (source[next] !== "\t") {
      rows.push(row);
      row = [];
    }
    place = next + 1;
  }
  while (rows.length && rows.at(-1)?.every((cell) => !cell)) rows.pop();
  return rows;
}

/**
 * @param {string} source
 * @param {number} place
 * @returns {[string, number]}
 */
function readPlain(source, place) {
  let end = place;
  while (end < source.length && source[end] !== "\t" && source[end] !== "\n") end += 1;
  return [source.slice(place, end).trim(), end];
}

/**
 * @param {string} source
 * @param {number} place
 * @returns {[string, number]}
 */
function readQuoted(source, place) {
  const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
  quoted.lastIndex = place;
  const found = quoted.exec(source);
  return found ? [(found[1] ?? "").replaceAll('""', '"').trim(), quoted.lastIndex] : readPlain(source, place);
}

/**
 * @param {string[][]} rows
 * @param {string[]} refs  the references of the questions on the page
 * @returns {boolean} true where the first column names the questions
 */
export function namesQuestions(rows, refs) {
  const known = new Set(refs.filter(Boolean));
  return rows.length > 0 && rows.every((row) => row.length > 1 && known.has(row[0] ?? ""));
}

/**
 * @param {Detail} question
 * @param {string[]} cells
 * @returns {PastedRow} the answers that the cells become, in the order of the question's answer cells
 */
export function fitRow(question, cells) {
  /** @type {Answers} */
  const answers = {};
  const warnings = [];
  question.slots.forEach((slot, index) => {
    const text = cells[index];
    if (!text) return;
    const [fitted, warning] = fitText(slot, text);
    if (warning) warnings.push(warning);
    if (fitted !== null) answers[slot.cell] = fitted;
  });
  if (cells.length > question.slots.length) warnings.push("more columns than answer cells");
  if (question.state === "locked") return { question, answers: {}, warnings: ["its answer cell is a formula"] };
  return { question, answers, warnings };
}

/**
 * @param {Slot} slot
 * @param {string} text
 * @returns {[string | null, string]}
 */
function fitText(slot, text) {
  if (slot.options.length) {
    const option = slot.options.find((one) => one.trim().toLowerCase() === text.trim().toLowerCase());
    return option === undefined ? [null, `“${text}” is not among the choices of ${slot.cell}`] : [option, ""];
  }
  if (slot.max_length !== null && text.length > slot.max_length) {
    return [null, `${slot.cell} takes ${slot.max_length} characters, this has ${text.length}`];
  }
  return [text, ""];
}
