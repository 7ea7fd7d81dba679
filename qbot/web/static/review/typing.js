// @ts-check
/** What is being typed and is not an operation yet: saved half a second after the last key, and on leaving. */

/** @import {KeptIn} from "./kept.js" */
/** @import {Answers} from "./types.js" */

import { keep, readKept, readKeptMap } from "./kept.js";

/** Half a second after the last key. */
export const PAUSE = 500;

/** @typedef {{question: string, version: number, answers: Answers}} Typed */
/** @typedef {Typed & {message: string}} Refused  texts that the server did not take, and why */

/**
 * @typedef {object} TypingParts
 * @property {KeptIn} storage
 * @property {string} key
 * @property {(typed: Typed) => void} save
 * @property {() => void} onChange
 */

/** The text under the reviewer's hands, and texts that were refused: those stay until they are changed. */
export class Typing {
  /** @param {TypingParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.timer = 0;
    const typed = readKept(parts.storage, parts.key);
    /** @type {Typed | null} */
    this.typed = typeof typed?.question === "string" ? typed : null;
    /** @type {Map<string, Refused>} */
    this.refused = readKeptMap(parts.storage, `${parts.key}.refused`);
  }

  /**
   * @param {string} question
   * @returns {Answers} the texts that differ from what is saved
   */
  of(question) {
    if (this.typed?.question === question) return this.typed.answers;
    return this.refused.get(question)?.answers ?? {};
  }

  /**
   * @param {string} question
   * @param {number} version  the version on the screen
   * @param {string} cell
   * @param {string} text
   */
  change(question, version, cell, text) {
    if (this.typed && this.typed.question !== question) this.flush();
    const before = this.typed ?? this.refused.get(question);
    this.typed = { question, version: before?.version ?? version, answers: { ...before?.answers, [cell]: text } };
    this.refused.delete(question);
    this.keep();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), PAUSE);
    this.parts.onChange();
  }

  /** Save what was typed. */
  flush() {
    window.clearTimeout(this.timer);
    const { typed } = this;
    if (!typed) return;
    this.typed = null;
    this.parts.save(typed);
    this.keep();
  }

  /**
   * @param {string} question
   * @returns {Typed | null} what was typed there, which the caller now owns
   */
  take(question) {
    const taken = this.typed?.question === question ? this.typed : (this.refused.get(question) ?? null);
    if (this.typed === taken) {
      window.clearTimeout(this.timer);
      this.typed = null;
    }
    this.refused.delete(question);
    this.keep();
    return taken;
  }

  /**
   * Give back what the server did not take, so that it is not lost. What was typed since is newer.
   *
   * @param {Refused} refused
   */
  giveBack(refused) {
    if (this.typed?.question === refused.question) return;
    this.refused.set(refused.question, refused);
    this.keep();
  }

  /** Keep it for a reload. */
  keep() {
    const { storage, key } = this.parts;
    keep(storage, key, this.typed);
    keep(storage, `${key}.refused`, this.refused);
  }
}
