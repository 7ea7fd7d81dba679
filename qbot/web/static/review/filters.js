// @ts-check
/** Which questions are shown, in which order, and how many each filter has. Done here, so that no key waits for it. */

/** @import {Summary} from "./types.js" */

import { DONE } from "./predict.js";

/** @typedef {{name: string, label: string, always: boolean, holds: (question: Summary, me: string) => boolean}} Filter */

/** @type {Filter[]} */
export const FILTERS = [
  { name: "all", label: "All", always: true, holds: () => true },
  { name: "open", label: "Open", always: true, holds: isOpen },
  { name: "to_review", label: "To review", always: true, holds: (one) => one.state === "open" && ["suggested", "edited"].includes(one.status) },
  { name: "unsupported", label: "No supported answer", always: true, holds: (one) => counts(one) && one.status === "blank" },
  { name: "gated", label: "Does not apply", always: false, holds: isProposed },
  { name: "guarded", label: "Check first", always: false, holds: (one) => one.guarded },
  { name: "flagged", label: "Flagged", always: true, holds: (one) => one.flagged },
  { name: "approved", label: "Approved", always: true, holds: (one) => one.status === "approved" },
  { name: "not_applicable", label: "Not applicable", always: false, holds: (one) => one.status === "not_applicable" },
  { name: "no_answer", label: "No answer", always: false, holds: (one) => one.status === "no_answer" },
  { name: "stale", label: "Review overdue", always: false, holds: (one) => one.badges.includes("stale") },
  { name: "mine", label: "Mine", always: false, holds: (one, me) => me !== "" && [one.edited_by, one.approved_by].includes(me) },
];

/** @type {{name: string, label: string}[]} */
export const SORTS = [
  { name: "position", label: "In the file's order" },
  { name: "confidence", label: "Surest first" },
  { name: "status", label: "By status" },
  { name: "ref", label: "By reference" },
];

const STATUS_ORDER = ["blank", "suggested", "edited", "approved", "not_applicable", "no_answer"];
const byRef = new Intl.Collator("en", { numeric: true });

/** @type {Record<string, (left: Summary, right: Summary) => number>} */
const ORDERS = {
  position: () => 0,
  confidence: (left, right) => right.confidence - left.confidence,
  status: (left, right) => STATUS_ORDER.indexOf(left.status) - STATUS_ORDER.indexOf(right.status),
  ref: (left, right) => byRef.compare(left.ref, right.ref),
};

/**
 * @param {Summary[]} questions  in the file's order
 * @param {{filter: string, sort: string, search: string}} shown
 * @param {string} me
 * @returns {Summary[]}
 */
export function selectQuestions(questions, shown, me) {
  const filter = FILTERS.find((one) => one.name === shown.filter) ?? FILTERS[0];
  const words = shown.search.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = questions.filter((one) => filter?.holds(one, me) && words.every((word) => isIn(one, word)));
  const order = ORDERS[shown.sort];
  return order && shown.sort !== "position" ? kept.sort((left, right) => order(left, right) || left.position - right.position) : kept;
}

/**
 * @param {Summary} question
 * @param {string} word
 */
function isIn(question, word) {
  return [question.ref, question.text, question.cell, ...Object.values(question.answers)].some((text) =>
    text?.toLowerCase().includes(word),
  );
}

/**
 * @param {Summary[]} questions
 * @param {string} me
 * @returns {Record<string, number>} how many questions each filter has
 */
export function countFilters(questions, me) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { name, holds } of FILTERS) counts[name] = questions.reduce((sum, one) => sum + (holds(one, me) ? 1 : 0), 0);
  return counts;
}

/**
 * @param {Summary} question
 * @returns {boolean} true where somebody must decide on it before the export
 */
export function counts(question) {
  return question.kind !== "identity" && question.state === "open";
}

/**
 * @param {Summary} question
 * @returns {boolean} true where nobody has decided on it yet
 */
export function isOpen(question) {
  return counts(question) && !DONE.has(question.status);
}

/**
 * @param {Summary} question
 * @returns {boolean} true where another answer says that it does not apply, and a person has to confirm that
 */
export function isProposed(question) {
  return question.status === "blank" && question.badges.includes("gate");
}

/**
 * @param {Summary[]} questions
 * @returns {{done: number, total: number}}
 */
export function measureProgress(questions) {
  const open = questions.filter(counts);
  return { done: open.filter((one) => DONE.has(one.status)).length, total: open.length };
}
