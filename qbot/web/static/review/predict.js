// @ts-check
/** What a question will look like once an operation is done. The server has the last word; this is shown meanwhile. */

/** @import {Operation, Restored, Summary} from "./types.js" */

/** Statuses that stand for a decision. */
export const DONE = new Set(["approved", "not_applicable", "no_answer"]);

/**
 * @param {Summary} question
 * @param {Operation} operation
 * @param {string} me  the reviewer's name
 * @returns {Summary}
 */
export function predict(question, operation, me) {
  const change = CHANGES[operation.action];
  if (!change) return question;
  return { ...question, ...change(question, operation, me), version: question.version + 1 };
}

/**
 * @param {Summary} question
 * @param {Operation[]} operations
 * @param {string} me
 */
export function predictAll(question, operations, me) {
  return operations.reduce((seen, one) => predict(seen, one, me), question);
}

/**
 * @param {Summary} question
 * @returns {Restored} what an undo brings back
 */
export function remember(question) {
  const { status, answers, flagged, edited_by, approved_by, released_by, reason } = question;
  return { status, answers, flagged, edited_by, approved_by, released_by, reason };
}

/** @type {Record<string, (question: Summary, operation: Operation, me: string) => Partial<Summary>>} */
const CHANGES = {
  approve: (question, operation, me) => ({
    status: "approved",
    approved_by: me,
    ...(operation.answers ? edited(question, operation.answers, me) : {}),
  }),
  edit: (question, operation, me) => ({
    status: isBlank({ ...question.answers, ...operation.answers }) ? "blank" : "edited",
    approved_by: "",
    ...edited(question, operation.answers ?? {}, me),
  }),
  reject: (question, operation, me) =>
    question.entries.includes(String(operation.entry)) ? { status: "blank", answers: {}, entries: [], edited_by: me, approved_by: "" } : {},
  take: (_question, _operation, me) => ({ status: "edited", edited_by: me, approved_by: "" }),
  attach: (_question, _operation, me) => ({ status: "edited", edited_by: me, approved_by: "" }),
  no_answer: (_question, operation, me) => ({ status: "no_answer", answers: {}, approved_by: me, reason: operation.reason ?? "" }),
  not_applicable: (_question, operation, me) => ({ status: "not_applicable", answers: {}, approved_by: me, reason: operation.reason ?? "" }),
  flag: (_question, operation) => ({ flagged: operation.on ?? true }),
  comment: () => ({}),
  release: (_question, _operation, me) => ({ released_by: me }),
  reopen: (question) => ({ status: isBlank(question.answers) ? "blank" : question.edited_by ? "edited" : "suggested", approved_by: "" }),
  undo: (_question, operation) => operation.restores ?? {},
};

/**
 * @param {Summary} question
 * @param {Record<string, string>} answers
 * @param {string} me
 * @returns {Partial<Summary>}
 */
function edited(question, answers, me) {
  const all = { ...question.answers, ...answers };
  const same = Object.keys(all).every((cell) => (all[cell] ?? "") === (question.answers[cell] ?? ""));
  return { answers: all, edited_by: same ? question.edited_by : me };
}

/** @param {Record<string, string>} answers */
function isBlank(answers) {
  return Object.values(answers).every((text) => !text.trim());
}
