// @ts-check
/**
 * The reviewer's desk: the questions as they stand, what is on the way to the server, and where the reviewer is.
 *
 * A question is shown as the server confirmed it, with the waiting operations applied on top. So a key shows at once, and
 * what the server answers replaces the guess.
 */

/** @import {Conflict, Extra, Operation, Questionnaire, Restored, Result, Summary} from "./types.js" */

import { countFilters, measureProgress, selectQuestions } from "./filters.js";
import { keep, readKeptMap } from "./kept.js";
import { predictAll, remember } from "./predict.js";
import { OperationQueue } from "./queue.js";
import { Typing } from "./typing.js";
import { AddressBar, readPlace } from "./url_state.js";

/** What the server tells of a question and nothing shows. */
const UNSEEN = new Set(["edited_at", "approved_at"]);

/** At least the last fifty actions can be taken back with what they look like shown at once. */
const REMEMBERED = 100;

/** @typedef {{operation: string, question: string, before: Restored | null, action: string}} Step */
/** @typedef {{kind: "help" | "bulk" | "paste" | "conflict", text?: string, question?: string}} Dialog */

/** All that the screen shows, and a call for each change of it. */
export class Desk {
  /**
   * @param {import("./api.js").Api} api
   * @param {string} id  of the questionnaire
   * @param {string} me  the reviewer's name
   */
  constructor(api, id, me) {
    this.api = api;
    this.id = id;
    this.me = me;
    this.place = readPlace(location.search);
    this.address = new AddressBar();
    /** @type {Questionnaire | null} */
    this.questionnaire = null;
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    this.trouble = "";
    /** @type {string[]} */
    this.order = [];
    /** @type {Map<string, Summary>} */
    this.confirmed = new Map();
    /** @type {Map<string, Summary>} */
    this.seen = new Map();
    /** @type {Map<string, Extra>} */
    this.extras = new Map();
    /** @type {Map<string, Conflict>} */
    this.conflicts = readKeptMap(sessionStorage, `qbot.conflicts.${id}`);
    /** @type {Map<string, string>} comments that are being written, by question */
    this.unsent = readKeptMap(sessionStorage, `qbot.comments.${id}`);
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Dialog | null} */
    this.dialog = null;
    this.message = "";
    this.savedAt = "";
    this.revision = 0;
    this.index = 0;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    /** @type {{revision: number, key: string, list: Summary[]}} */
    this.selected = { revision: -1, key: "", list: [] };
    /** @type {{revision: number, counts: Record<string, number>, progress: {done: number, total: number}}} */
    this.measured = { revision: -1, counts: {}, progress: { done: 0, total: 0 } };
    /** @type {(operation: Operation, result: Result) => void} told of results beyond the question itself */
    this.afterResult = () => undefined;
    /** @type {(question: string) => Promise<unknown>} fetches what the list does not tell of a question */
    this.fetchExtra = async () => undefined;
    this.held = false;
    /** @type {(() => void)[]} */
    this.waiting = [];
    this.queue = this.makeQueue();
    this.typing = new Typing({
      storage: sessionStorage,
      key: `qbot.typed.${id}`,
      save: (typed) => this.saveTyped(typed),
      onChange: () => this.changed(),
    });
  }

  makeQueue() {
    return new OperationQueue({
      send: (operations, leaving) => this.api.sendOperations(operations, leaving),
      storage: sessionStorage,
      key: `qbot.operations.${this.id}`,
      makeId: () => crypto.randomUUID(),
      me: this.me,
      wait: (run, after) => window.setTimeout(run, after),
      onResult: (operation, result) => this.takeResult(operation, result),
      onConflict: (conflict) => this.takeConflict(conflict),
      onChange: () => this.changed(),
    });
  }

  /** Draw again. */
  changed() {
    for (const listener of this.listeners) listener();
  }

  /** Let what the reviewer does next wait: the versions it builds on are not known yet. */
  hold() {
    this.held = true;
  }

  /** Do what waited, in order. */
  release() {
    this.held = false;
    while (!this.held && this.waiting.length) this.waiting.shift()?.();
  }

  /** @param {() => void} act  done now, or in its turn */
  inTurn(act) {
    if (this.held) this.waiting.push(act);
    else act();
  }

  /**
   * Do what needs a question's details once they are there; what the reviewer does meanwhile waits.
   *
   * @param {string} question
   * @param {() => void} act
   */
  async withExtra(question, act) {
    if (!this.extras.has(question)) {
      this.hold();
      await this.fetchExtra(question);
      await new Promise((resolve) => window.setTimeout(resolve));
    }
    act();
    this.release();
  }

  /** @param {string} message  for the eye and for the screen reader */
  tell(message) {
    this.message = message;
    this.changed();
  }

  /** @returns {Summary[]} all questions in the file's order, as they are seen */
  get questions() {
    return this.order.map((id) => this.seen.get(id)).filter((one) => one !== undefined);
  }

  /** @returns {Summary[]} the questions that filter, sort and search leave */
  get list() {
    const { filter, sort, search } = this.place;
    const key = JSON.stringify([filter, sort, search]);
    if (this.selected.revision !== this.revision || this.selected.key !== key) {
      this.selected = { revision: this.revision, key, list: selectQuestions(this.questions, this.place, this.me) };
    }
    return this.selected.list;
  }

  /** @returns {{counts: Record<string, number>, progress: {done: number, total: number}}} */
  get measures() {
    if (this.measured.revision !== this.revision) {
      const { questions } = this;
      this.measured = { revision: this.revision, counts: countFilters(questions, this.me), progress: measureProgress(questions) };
    }
    return this.measured;
  }

  /** @returns {Summary | null} */
  get current() {
    return this.seen.get(this.place.question) ?? null;
  }

  /**
   * @param {Summary[]} questions  as the server has them
   */
  confirm(questions) {
    for (const question of questions) {
      const known = this.confirmed.get(question.id);
      if (known && (known.version > question.version || isSame(known, question))) continue;
      this.confirmed.set(question.id, question);
      this.look(question.id);
    }
  }

  /** Where the server answers what was expected, nothing is to be drawn. @param {string} id */
  look(id) {
    const confirmed = this.confirmed.get(id);
    if (!confirmed) return;
    const before = this.seen.get(id);
    const now = predictAll(confirmed, this.queue.pendingOf(id), this.me);
    if (before && looksSame(before, now)) return;
    this.seen.set(id, now);
    this.revision += 1;
  }

  /**
   * Do something now and tell the server later.
   *
   * @param {Omit<Operation, "operation">} wanted
   * @param {boolean} [undoable]
   */
  operate(wanted, undoable = true) {
    const { question } = wanted;
    const before = question ? this.seen.get(question) : undefined;
    const operation = { operation: crypto.randomUUID(), ...wanted, ...(before ? { seen: before.answers } : {}) };
    if (undoable) {
      const remembered = before ? remember(before) : null;
      this.steps.push({ operation: operation.operation, question: question ?? "", before: remembered, action: operation.action });
      this.steps = this.steps.slice(-REMEMBERED);
    }
    this.queue.add(operation);
    if (question) this.look(question);
    this.changed();
  }

  /** @param {import("./typing.js").Typed} typed */
  saveTyped(typed) {
    this.operate({ question: typed.question, version: typed.version, action: "edit", answers: typed.answers });
  }

  /**
   * @param {Operation} operation
   * @param {Result} result
   */
  takeResult(operation, result) {
    if (result.outcome === "done") this.savedAt = new Date().toTimeString().slice(0, 5);
    else this.steps = this.steps.filter((step) => step.operation !== operation.operation);
    if (result.outcome === "refused") this.takeRefusal(operation, result);
    this.confirm([...(result.question ? [result.question] : []), ...readTold(result)]);
    if (operation.question) this.look(operation.question);
    this.afterResult(operation, result);
    this.changed();
  }

  /**
   * @param {Operation} operation
   * @param {Result} result
   */
  takeRefusal(operation, result) {
    const { question, version, answers } = operation;
    if (question && answers && version !== null) this.typing.giveBack({ question, version, answers, message: result.message });
    this.message = `Not done: ${result.message}`;
  }

  /** @param {Conflict} conflict */
  takeConflict(conflict) {
    const { question } = conflict.operation;
    if (!question) return;
    this.conflicts.set(question, conflict);
    this.keepConflicts();
    const name = this.seen.get(question)?.ref || "a question";
    this.message = `${conflict.by} changed ${name} meanwhile: nothing of yours was written there. Compare the two`;
  }

  /** Keep the conflicts for a reload: what the reviewer wrote stands nowhere else. */
  keepConflicts() {
    keep(sessionStorage, `qbot.conflicts.${this.id}`, this.conflicts);
  }

  /**
   * Keep a comment that is not sent yet: it stays at its question, also across a reload.
   *
   * @param {string} question
   * @param {string} text
   */
  keepComment(question, text) {
    if (text) this.unsent.set(question, text);
    else this.unsent.delete(question);
    keep(sessionStorage, `qbot.comments.${this.id}`, this.unsent);
    this.changed();
  }

  /** @returns {boolean} true where something of the reviewer's is on this page alone */
  get isUnsaved() {
    return this.queue.failure !== "" || this.typing.refused.size > 0 || this.conflicts.size > 0 || this.unsent.size > 0;
  }

  /** @param {Partial<import("./url_state.js").Place>} change */
  go(change) {
    this.place = { ...this.place, ...change };
    const index = this.list.findIndex((one) => one.id === this.place.question);
    if (index >= 0) this.index = index;
    this.address.show(this.place);
    this.changed();
  }
}

/**
 * @param {Summary} known
 * @param {Summary} question
 * @returns {boolean} true where nothing of it is new: then nothing is drawn for it
 */
function isSame(known, question) {
  const told = (/** @type {Summary} */ { version, status, badges, guarded }) => [version, status, badges, guarded].join();
  return told(known) === told(question);
}

/**
 * @param {Summary} before
 * @param {Summary} now
 * @returns {boolean} true where all that the screen shows of a question is as it was, its version too
 */
function looksSame(before, now) {
  if (before.version !== now.version) return false;
  const keys = /** @type {(keyof Summary)[]} */ (Object.keys(now).filter((key) => !UNSEEN.has(key)));
  return keys.every((key) => before[key] === now[key] || JSON.stringify(before[key]) === JSON.stringify(now[key]));
}

/**
 * @param {Result} result
 * @returns {Summary[]} the questions that an operation on many of them changed
 */
function readTold(result) {
  const told = result.detail?.questions;
  return Array.isArray(told) ? told : [];
}
