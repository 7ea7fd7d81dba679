// @ts-check
/**
 * What the reviewer did and the server has not confirmed yet: kept in order, sent in batches, tried again until it is told.
 *
 * Each operation has an id of its own, so sending it twice does it once. The version it names is the one that the
 * reviewer saw; operations behind each other on one question name the versions to come. The list is kept in the
 * session's storage, so that a reload loses nothing.
 */

/** @import {Answers, Conflict, Operation, Result} from "./types.js" */

import { ApiError } from "./api.js";
import { keep, readKept } from "./kept.js";

/** At most so many operations in one request; the first ones are told sooner. */
const BATCH = 40;
/** What was done is painted first, and keys close behind each other go together. In milliseconds. */
const PAINT_FIRST = 30;
/** Waiting times before the next attempt, in milliseconds; the last one stays. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15000];
/** Operations that overwrite nobody's words: they are set on the newer version without asking. */
const HARMLESS = new Set(["flag", "comment"]);
/** A question behind a gate changes with the gate: nobody else wrote, and the reviewer looks again. */
const OWN_CHANGE = "the question changed with another answer of yours. Look at it again";
/** Operations after which no text stands. */
const EMPTYING = new Set(["no_answer", "not_applicable"]);

/**
 * @typedef {object} QueueParts
 * @property {(operations: Operation[], leaving: boolean) => Promise<Result[]>} send
 * @property {import("./kept.js").KeptIn} storage
 * @property {string} key  the name in the storage
 * @property {() => string} makeId
 * @property {string} me  the reviewer's name
 * @property {(run: () => void, after: number) => unknown} wait
 * @property {(operation: Operation, result: Result) => void} onResult  told of each operation that is done or refused
 * @property {(conflict: Conflict, operations: Operation[]) => void} onConflict
 * @property {() => void} onChange
 */

/** The operations of one reviewer in one questionnaire. */
export class OperationQueue {
  /** @param {QueueParts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Operation[]} */
    this.pending = readPending(parts);
    /** @type {string} why the last attempt failed; empty while all is well */
    this.failure = "";
    this.sending = false;
    this.attempt = 0;
    this.batch = BATCH;
    this.turn = 0;
    /** true while an operation waits for its first attempt */
    this.starting = false;
  }

  /** @param {string} question */
  pendingOf(question) {
    return this.pending.filter((one) => one.question === question);
  }

  /** @param {Operation} operation */
  add(operation) {
    this.pending.push(operation);
    this.keep();
    this.parts.onChange();
    if (this.starting) return;
    this.starting = true;
    this.parts.wait(() => {
      this.starting = false;
      void this.flush();
    }, PAINT_FIRST);
  }

  /** Try at once, whatever the waiting time. */
  retry() {
    this.attempt = 0;
    void this.flush();
  }

  /** Send what is left while the page goes away. What was already sent is told apart by its id. */
  leave() {
    if (this.pending.length) this.parts.send(this.pending.slice(0, BATCH), true).catch(() => undefined);
  }

  /** Send the next batch, one at a time. */
  async flush() {
    if (this.sending || !this.pending.length) return;
    this.sending = true;
    this.turn += 1;
    const batch = this.pending.slice(0, this.batch);
    try {
      const results = await this.parts.send(batch, false);
      this.sending = false;
      this.succeed(results);
    } catch (error) {
      this.sending = false;
      this.fail(batch, error);
    }
    this.parts.onChange();
  }

  /** @param {Result[]} results */
  succeed(results) {
    this.failure = "";
    this.attempt = 0;
    this.batch = BATCH;
    this.settleAll(results);
    this.keep();
    if (this.pending.length) this.parts.wait(() => void this.flush(), results.length ? 0 : 1000);
  }

  /**
   * @param {Operation[]} batch
   * @param {unknown} error
   */
  fail(batch, error) {
    const passes = !(error instanceof ApiError) || error.passes || error.status === 401 || error.status === 403;
    const message = error instanceof Error ? error.message : String(error);
    if (!passes && batch.length > 1) this.batch = 1;
    const [first] = batch;
    if (!passes && batch.length === 1 && first) {
      this.settle({ operation: first.operation, outcome: "refused", message, question: null, event: null, detail: null });
      this.keep();
    }
    this.failure = passes ? message : "";
    const after = passes ? (WAITS[Math.min(this.attempt, WAITS.length - 1)] ?? 0) : 0;
    this.attempt += 1;
    const turn = this.turn;
    this.parts.wait(() => void (turn === this.turn && this.flush()), after);
  }

  /**
   * What was built on an operation that was not written is sent again, in the version that it has then.
   *
   * @param {Result[]} results
   */
  settleAll(results) {
    const missed = new Set();
    for (const result of results) {
      const question = this.pending.find((one) => one.operation === result.operation)?.question;
      if (result.outcome === "conflict" && missed.has(question)) continue;
      if (result.outcome !== "done" && question) missed.add(question);
      this.settle(result);
    }
  }

  /** @param {Result} result */
  settle(result) {
    const index = this.pending.findIndex((one) => one.operation === result.operation);
    const operation = this.pending[index];
    if (!operation) return;
    if (result.outcome === "conflict" && this.mayRebase(operation, result) && this.rebase(index, result)) return;
    this.pending.splice(index, 1);
    if (result.outcome === "conflict" && (operation.action === "undo" || !operation.question)) {
      this.parts.onResult(operation, { ...result, outcome: "refused" });
    } else if (result.outcome === "conflict" && [this.parts.me, "", null, undefined].includes(result.detail?.by)) {
      this.parts.onResult(operation, { ...result, outcome: "refused", message: OWN_CHANGE });
    } else if (result.outcome === "conflict") this.tellConflict(operation, result);
    else {
      if (result.outcome === "refused") this.shift(operation.question, -1);
      this.parts.onResult(operation, result);
    }
  }

  /**
   * A version that was predicted too high comes from an operation of ours that was refused: nobody else wrote.
   *
   * @param {Operation} operation
   * @param {Result} result
   */
  mayRebase(operation, result) {
    if (!result.question || operation.version === null || operation.action === "undo") return false;
    return HARMLESS.has(operation.action) || result.question.version < operation.version;
  }

  /**
   * @param {number} index
   * @param {Result} result
   * @returns {boolean} true where the operation names another version now
   */
  rebase(index, result) {
    const operation = this.pending[index];
    if (!operation || !result.question) return false;
    const ahead = this.pending.slice(0, index).filter((one) => one.question === operation.question).length;
    const version = result.question.version + ahead;
    if (version === operation.version) return false;
    this.pending[index] = { ...operation, operation: this.parts.makeId(), version };
    return true;
  }

  /**
   * Move the versions that waiting operations of a question name.
   *
   * @param {string | null} question
   * @param {number} by
   */
  shift(question, by) {
    this.pending = this.pending.map((one) =>
      one.question === question && one.version !== null ? { ...one, version: one.version + by } : one,
    );
  }

  /**
   * What the reviewer did afterwards on the same question goes into the same conflict; what harms nobody stays.
   *
   * @param {Operation} operation
   * @param {Result} result
   */
  tellConflict(operation, result) {
    const later = this.pendingOf(operation.question ?? "").filter((one) => !HARMLESS.has(one.action));
    this.pending = this.pending.filter((one) => !later.includes(one));
    const last = later.at(-1) ?? operation;
    const detail = result.detail ?? {};
    const conflict = {
      operation: last,
      mine: readMine(last, detail.mine),
      theirs: detail.theirs ?? result.question?.answers ?? {},
      base: detail.base ?? operation.seen ?? {},
      by: detail.by || "Somebody",
      at: detail.at || "",
      version: result.question?.version ?? 0,
    };
    this.parts.onConflict(conflict, [operation, ...later]);
    if (result.question) this.parts.onResult(operation, { ...result, outcome: "conflict" });
  }

  /** Keep what is waiting, for a reload. */
  keep() {
    keep(this.parts.storage, this.parts.key, this.pending);
  }
}

/**
 * @param {Operation} operation
 * @param {Answers | null | undefined} told
 * @returns {Answers} the texts that the reviewer meant to stand
 */
function readMine(operation, told) {
  if (!EMPTYING.has(operation.action)) return { ...operation.seen, ...(operation.answers ?? told) };
  return Object.fromEntries(Object.keys(operation.seen ?? {}).map((cell) => [cell, ""]));
}

/**
 * @param {QueueParts} parts
 * @returns {Operation[]} what was waiting before a reload
 */
function readPending({ storage, key }) {
  const stored = readKept(storage, key);
  return Array.isArray(stored) ? stored : [];
}
