// @ts-check
/** Going from question to question, along the current filter and sort. */

/** @import {Desk} from "./desk.js" */

import { DONE } from "./predict.js";

/**
 * @param {Desk} desk
 * @returns {string} the question behind the current one; empty at the end
 */
export function findNext(desk) {
  const { list } = desk;
  const index = list.findIndex((one) => one.id === desk.place.question);
  return list[index >= 0 ? index + 1 : desk.index]?.id ?? "";
}

/**
 * @param {Desk} desk
 * @param {string} question
 */
export function goTo(desk, question) {
  if (question === desk.place.question) return;
  desk.typing.flush();
  desk.message = "";
  desk.go({ question });
}

/** @param {Desk} desk */
export function goNext(desk) {
  const next = findNext(desk);
  if (next) goTo(desk, next);
  else desk.tell("This is the last question of the list");
}

/** @param {Desk} desk */
export function goPrevious(desk) {
  const { list } = desk;
  const index = list.findIndex((one) => one.id === desk.place.question);
  const before = list[(index >= 0 ? index : desk.index) - 1];
  if (before) goTo(desk, before.id);
  else desk.tell("This is the first question of the list");
}

/**
 * Go on after a decision; at the end of the list, to what is left above.
 *
 * @param {Desk} desk
 * @param {string} next  found before the decision, which may take the question out of the list
 */
export function goOn(desk, next) {
  const left = desk.list.find((one) => !DONE.has(one.status) && one.id !== desk.place.question);
  const target = next || left?.id;
  if (target) desk.go({ question: target });
}

/**
 * Show other questions, and stay at the current one where it is among them.
 *
 * @param {Desk} desk
 * @param {Partial<import("./url_state.js").Place>} change
 */
export function showOthers(desk, change) {
  desk.typing.flush();
  desk.go(change);
  const { list, current } = desk;
  if (!current || !list.includes(current)) {
    desk.index = 0;
    const [first] = list;
    if (first) desk.go({ question: first.id });
  }
  desk.tell(`${list.length} ${list.length === 1 ? "question" : "questions"}`);
}
