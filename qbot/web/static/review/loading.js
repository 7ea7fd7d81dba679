// @ts-check
/** What comes from the server: the questions, the details of those in view, and what others changed. */

/** @import {Desk} from "./desk.js" */
/** @import {Detail, Operation, Result, Summary} from "./types.js" */

import { ApiError } from "./api.js";
import { goTo } from "./moving.js";

const POLL = 5000;
/** A number behind that of every event. */
const LAST = 2_147_483_647;
/** After a decision: the answer to a gate changes the questions behind it. */
const SOON = 120;
const READING_POLL = 1000;
/** Keys in quick succession pass questions by; only where the reviewer stays, the details are fetched. */
const REST = 40;

/** Keeps a desk supplied. */
export class Supply {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.seq = 0;
    this.timer = 0;
    this.lookout = 0;
    this.wanted = "";
    /** @type {Map<string, Promise<Detail | null>>} */
    this.fetching = new Map();
    /** @type {Set<string>} details that are fetched again when the reviewer comes back to them */
    this.stale = new Set();
    desk.afterResult = (operation, result) => this.follow(operation, result);
    desk.fetchExtra = (question) => this.fetchDetail(question);
    desk.listeners.add(() => this.notice());
  }

  /** Fetch all that the first picture needs. */
  async start() {
    const { desk } = this;
    try {
      await this.waitForReading();
      const { seq } = await desk.api.readChanges(LAST);
      this.seq = seq;
      await this.fetchQuestions();
    } catch (error) {
      desk.state = "failed";
      desk.trouble = error instanceof Error ? error.message : String(error);
      desk.changed();
      return;
    }
    const { current, list } = desk;
    desk.go({ question: current?.id ?? list[0]?.id ?? desk.order[0] ?? "" });
    await this.fetchDetail(desk.place.question);
    desk.state = "ready";
    desk.changed();
    void desk.queue.flush();
    window.setInterval(() => void this.poll(), POLL);
  }

  /** Show how far the reading is, until it is done. */
  async waitForReading() {
    const { desk } = this;
    for (;;) {
      desk.questionnaire = await desk.api.readQuestionnaire();
      desk.changed();
      if (desk.questionnaire.state === "failed") throw new ApiError(422, desk.questionnaire.problem || "The file could not be read.");
      if (desk.questionnaire.state !== "reading") return;
      await new Promise((resolve) => window.setTimeout(resolve, READING_POLL));
    }
  }

  async fetchQuestions() {
    const { desk } = this;
    for (let offset = 0, total = 1; offset < total; ) {
      const page = await desk.api.readQuestions(offset);
      total = page.total;
      if (!page.questions.length) break;
      offset += page.questions.length;
      desk.order.push(...page.questions.map((one) => one.id));
      desk.confirm(page.questions);
    }
  }

  /** See whether the reviewer stands at another question; then fetch what it needs, and its neighbours. */
  notice() {
    const { question } = this.desk.place;
    if (this.desk.state !== "ready" || question === this.wanted) return;
    this.wanted = question;
    if (!this.timer) this.timer = window.setTimeout(() => this.fetchAround(), REST);
  }

  fetchAround() {
    this.timer = 0;
    const { list, place } = this.desk;
    const index = list.findIndex((one) => one.id === place.question);
    const near = index < 0 ? [] : [list[index + 1], list[index + 2], list[index + 3], list[index - 1]];
    void this.fetchDetail(place.question, this.stale.has(place.question));
    for (const one of near) if (one) void this.fetchDetail(one.id);
  }

  /**
   * @param {string} id
   * @param {boolean} [again]  also where it is known already
   * @returns {Promise<Detail | null>}
   */
  fetchDetail(id, again = false) {
    if (!id || (!again && this.desk.extras.has(id))) return Promise.resolve(null);
    const running = this.fetching.get(id) ?? this.readDetail(id);
    this.fetching.set(id, running);
    return running;
  }

  /**
   * @param {string} id
   * @returns {Promise<Detail | null>}
   */
  async readDetail(id) {
    const { desk } = this;
    this.stale.delete(id);
    try {
      const detail = await desk.api.readQuestion(id);
      desk.extras.set(id, detail);
      const before = desk.revision;
      if (!desk.queue.pendingOf(id).length) desk.confirm([detail]);
      if (id === desk.place.question || desk.revision !== before) desk.changed();
      return detail;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return null;
    } finally {
      this.fetching.delete(id);
    }
  }

  /**
   * What a result changed beyond the question it names.
   *
   * @param {Operation} operation
   * @param {Result} result
   */
  follow(operation, result) {
    const { desk } = this;
    const { question } = operation;
    if (question) this.renew(question);
    const touched = [...(result.question ? [result.question] : []), ...(result.detail?.questions ?? [])];
    for (const { id } of touched) if (id !== question) this.renew(id);
    if (operation.action === "undo" && result.outcome === "done") this.showUndone(operation, result, touched);
    if (!question) desk.release();
    if (result.outcome === "done" && !this.lookout) this.lookout = window.setTimeout(() => void this.poll(), SOON);
  }

  /**
   * @param {Operation} operation
   * @param {Result} result
   * @param {Summary[]} touched
   */
  showUndone(operation, result, touched) {
    const { desk } = this;
    const [first] = touched;
    if (!first || touched.some((one) => one.id === operation.question)) return;
    goTo(desk, first.id);
    desk.tell(result.message);
  }

  /** @param {string} id  of a question whose details are not as they were */
  renew(id) {
    if (id === this.desk.place.question) void this.fetchDetail(id, true);
    else this.stale.add(id);
  }

  /** Fetch what others changed since. */
  async poll() {
    const { desk } = this;
    this.lookout = 0;
    if (document.hidden) return;
    try {
      const { seq, questions } = await desk.api.readChanges(this.seq);
      this.seq = seq;
      const calm = questions.filter((one) => !desk.queue.pendingOf(one.id).length);
      const fresh = calm.filter((one) => one.version > (desk.confirmed.get(one.id)?.version ?? 0));
      if (!fresh.length) return;
      desk.confirm(fresh);
      for (const { id } of fresh) this.renew(id);
      desk.changed();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}
