// @ts-check
/** The part of a customer's sheet that is in the page: fetched in pieces, and never more than 200 rows drawn. */

/** @import {Api} from "./api.js" */
/** @import {SheetRows} from "./types.js" */

export const ROW_HEIGHT = 46;
export const PIECE = 100;
/** Above and below what is in sight. */
const MARGIN_ROWS = 12;

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
    this.trouble = "";
    /** @type {string[]} */
    this.columns = [];
    /** @type {Map<number, SheetRows>} */
    this.pieces = new Map();
    /** @type {Set<number>} */
    this.fetching = new Set();
    /** @type {Map<string, {kind: string, question: string}>} */
    this.marks = new Map();
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
      if (found.columns.length > this.columns.length) this.columns = found.columns;
      for (const { cell, kind, question } of found.marks) this.marks.set(cell, { kind, question });
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
    this.fetching.delete(piece);
    this.onChange();
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
