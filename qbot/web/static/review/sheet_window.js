// @ts-check
/** The part of a customer's sheet that is in the page: fetched in pieces, and never more than 200 rows drawn. */

/** @import {Api} from "./api.js" */
/** @import {SheetRows} from "./types.js" */

export const ROW_HEIGHT = 46;
export const PIECE = 100;
/** Above and below what is in sight. */
const MARGIN_ROWS = 6;

/**
 * @param {number} scrolled
 * @param {number} height  of the frame
 * @param {number} total
 * @returns {{from: number, to: number}} the rows to draw, from 1, `to` included
 */
export function findSpan(scrolled, height, total) {
  const first = Math.floor(scrolled / ROW_HEIGHT) + 1;
  const last = Math.ceil((scrolled + height) / ROW_HEIGHT);
  return { from: Math.max(1, first - MARGIN_ROWS), to: Math.min(total, last + MARGIN_ROWS, first - MARGIN_ROWS + 199) };
}

/** @param {string} cell */
export function rowOf(cell) {
  return Number(/\d+$/.exec(cell)?.[0] ?? 0);
}

/** @typedef {{top: number, bottom: number, left: number, right: number}} Merge  rows from 1, columns from 0 */

/**
 * @param {string[]} ranges
 * @returns {Merge[]}
 */
export function readMerges(ranges) {
  return ranges.flatMap((range) => {
    const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
    if (!found) return [];
    const [left, top, right, bottom] = found.slice(1);
    return [{ top: Number(top), bottom: Number(bottom), left: countColumn(left ?? ""), right: countColumn(right ?? "") }];
  });
}

/** @param {string} letters */
function countColumn(letters) {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The pieces of one sheet that were fetched so far. */
export class SheetPieces {
  /**
   * @param {Api} api
   * @param {string} name
   * @param {() => void} onChange
   */
  constructor(api, name, onChange) {
    this.api = api;
    this.name = name;
    this.onChange = onChange;
    this.total = 0;
    this.loaded = false;
    this.trouble = "";
    /** @type {string[]} */
    this.sheets = [];
    /** @type {Merge[]} */
    this.merges = [];
    /** @type {string[]} */
    this.columns = [];
    /** @type {Map<number, SheetRows>} */
    this.pieces = new Map();
    /** @type {Set<number>} */
    this.fetching = new Set();
    /** @type {Map<string, {kind: string, question: string}>} */
    this.marks = new Map();
    /** @type {Map<number, Set<string>>} */
    this.asked = new Map();
    this.want(1, 1);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  want(from, to) {
    for (let piece = Math.floor((from - 1) / PIECE); piece <= Math.floor((to - 1) / PIECE); piece += 1) {
      if (!this.pieces.has(piece) && !this.fetching.has(piece)) void this.fetch(piece);
    }
  }

  /** @param {number} piece */
  async fetch(piece) {
    this.fetching.add(piece);
    try {
      const found = await this.api.readSheet(this.name, piece * PIECE + 1, PIECE);
      this.pieces.set(piece, found);
      this.total = found.total_rows;
      this.loaded = true;
      this.sheets = found.sheets;
      this.merges = readMerges(found.merges);
      if (found.columns.length > this.columns.length) this.columns = found.columns;
      for (const mark of found.marks) this.mark(mark);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
    this.fetching.delete(piece);
    this.onChange();
  }

  /** @param {SheetRows["marks"][number]} mark */
  mark({ cell, kind, question }) {
    this.marks.set(cell, { kind, question });
    const row = rowOf(cell);
    this.asked.set(row, new Set([...(this.asked.get(row) ?? []), question]));
  }

  /**
   * @param {number} row  from 1
   * @returns {Set<string>} the questions that the row asks or answers
   */
  questionsOf(row) {
    return this.asked.get(row) ?? new Set();
  }

  /**
   * @param {string} question
   * @returns {string} where it stands, as far as that part was fetched
   */
  cellOf(question) {
    for (const [cell, mark] of this.marks) if (mark.kind === "question" && mark.question === question) return cell;
    return "";
  }

  /**
   * @param {number} row  from 1
   * @returns {{column: number, wide: number, first: boolean}[]} the cells to draw: a merged one is as wide as its columns
   */
  cellsOf(row) {
    const merged = this.merges.filter((one) => one.top <= row && row <= one.bottom);
    const cells = [];
    for (let column = 0; column < this.columns.length; column += 1) {
      const merge = merged.find((one) => one.left === column);
      cells.push({ column, wide: merge ? Math.min(merge.right, this.columns.length - 1) - column + 1 : 1, first: !merge || merge.top === row });
      if (merge) column = merge.right;
    }
    return cells;
  }

  /**
   * @param {number} row  from 1
   * @returns {string[] | null} its texts; null where they are on the way
   */
  textsOf(row) {
    const piece = this.pieces.get(Math.floor((row - 1) / PIECE));
    return piece ? (piece.rows[(row - 1) % PIECE] ?? []) : null;
  }
}
