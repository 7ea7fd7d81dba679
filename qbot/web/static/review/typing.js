// @ts-check
/** What is being typed and is not an operation yet: saved half a second after the last key, and on leaving. */

/** @import {Answers} from "./types.js" */

/** Half a second after the last key. */
export const PAUSE = 500;

/** @typedef {{question: string, version: number, answers: Answers, refusal: string}} Typed */

/**
 * @typedef {object} TypingParts
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @property {string} key
 * @property {(typed: Typed) => void} save
 * @property {() => void} onChange
 */

/** The text under the reviewer's hands. */
export class Typing {
  /** @param {TypingParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.timer = 0;
    /** @type {Typed | null} */
    this.typed = readTyped(parts.storage, parts.key);
  }

  /**
   * @param {string} question
   * @returns {Answers} the texts that differ from what is saved
   */
  of(question) {
    return this.typed?.question === question ? this.typed.answers : {};
  }

  /**
   * @param {string} question
   * @param {number} version  the version on the screen
   * @param {string} cell
   * @param {string} text
   */
  change(question, version, cell, text) {
    if (this.typed && this.typed.question !== question) this.flush();
    const before = this.typed ?? { question, version, answers: {}, refusal: "" };
    this.typed = { ...before, answers: { ...before.answers, [cell]: text }, refusal: "" };
    this.parts.storage.setItem(this.parts.key, JSON.stringify(this.typed));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), PAUSE);
    this.parts.onChange();
  }

  /** Save what was typed. What the server refused stays here until it is changed. */
  flush() {
    window.clearTimeout(this.timer);
    const { typed } = this;
    if (!typed || typed.refusal) return;
    this.clear();
    this.parts.save(typed);
  }

  /**
   * @param {string} question
   * @returns {Typed | null} what was typed there, which the caller now owns
   */
  take(question) {
    const { typed } = this;
    if (typed?.question !== question) return null;
    this.clear();
    return typed;
  }

  /**
   * Give back what the server did not take, so that it is not lost.
   *
   * @param {Typed} typed
   */
  giveBack(typed) {
    if (this.typed) return;
    this.typed = typed;
    this.parts.storage.setItem(this.parts.key, JSON.stringify(typed));
  }

  /** Forget what was typed. */
  clear() {
    window.clearTimeout(this.timer);
    this.typed = null;
    this.parts.storage.removeItem(this.parts.key);
  }
}

/**
 * @param {Pick<Storage, "getItem">} storage
 * @param {string} key
 * @returns {Typed | null}
 */
function readTyped(storage, key) {
  try {
    const typed = JSON.parse(storage.getItem(key) ?? "null");
    return typed && typeof typed.question === "string" ? typed : null;
  } catch {
    return null;
  }
}
