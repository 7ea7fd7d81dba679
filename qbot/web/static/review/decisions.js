// @ts-check
/** What a reviewer can do to a question: each is one operation, shown at once. */

/** @import {Desk} from "./desk.js" */
/** @import {Answers, Attachable, Conflict, Summary} from "./types.js" */

import { findNext, goOn, goTo } from "./moving.js";

/**
 * @param {Desk} desk
 * @returns {number} how many questions are still to decide
 */
function countLeft(desk) {
  const { done, total } = desk.measures.progress;
  return total - done;
}

/** @param {Summary} question */
function nameOf(question) {
  return question.ref || question.cell;
}

/**
 * @param {Desk} desk
 * @param {string} message
 */
function tellLeft(desk, message) {
  const left = countLeft(desk);
  desk.tell(`${message}, ${left === 0 ? "none left: ready to export" : `${left} left`}`);
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 * @returns {string} why nothing can be written there; empty where it can
 */
function findHindrance(desk, question) {
  if (question.state === "locked") return `The answer of ${nameOf(question)} is a formula of the file, which stays as it is`;
  if (question.state === "filled") return `${nameOf(question)} came with an answer, which stays as it is`;
  if (desk.conflicts.has(question.id)) return `Settle the conflict at ${nameOf(question)} first`;
  return "";
}

/**
 * @param {Desk} desk
 * @param {(question: Summary) => void} act
 */
function withCurrent(desk, act) {
  const { current } = desk;
  if (!current) return;
  const hindrance = findHindrance(desk, current);
  if (hindrance) desk.tell(hindrance);
  else act(current);
}

/**
 * Approve what is on the screen and go on.
 *
 * @param {Desk} desk
 */
export function approve(desk) {
  withCurrent(desk, (question) => {
    const answers = { ...question.answers, ...desk.typing.of(question.id) };
    if (!Object.values(answers).some((text) => text.trim())) {
      desk.tell(`${nameOf(question)} has no answer to approve: write one, or press x for a deliberate blank`);
      return;
    }
    const typed = desk.typing.take(question.id);
    const next = findNext(desk);
    const version = typed?.version ?? question.version;
    desk.operate({ question: question.id, version, action: "approve", ...(typed ? { answers: typed.answers } : {}) });
    goOn(desk, next);
    tellLeft(desk, `${nameOf(question)} approved`);
  });
}

/**
 * @param {Desk} desk
 * @param {"no_answer" | "not_applicable"} action
 */
export function leaveBlank(desk, action) {
  withCurrent(desk, (question) => {
    desk.typing.flush();
    const next = findNext(desk);
    desk.operate({ question: question.id, version: versionOf(desk, question), action });
    goOn(desk, next);
    tellLeft(desk, `${nameOf(question)}: ${action === "no_answer" ? "no answer" : "not applicable"}`);
  });
}

/**
 * Say why a question stays without an answer.
 *
 * @param {Desk} desk
 * @param {Summary} question
 * @param {string} reason
 */
export function giveReason(desk, question, reason) {
  if (reason === (question.reason ?? "")) return;
  desk.operate({ question: question.id, version: versionOf(desk, question), action: question.status, reason });
}

/** @param {Desk} desk */
export function toggleFlag(desk) {
  const { current } = desk;
  if (!current) return;
  desk.typing.flush();
  const on = !current.flagged;
  desk.operate({ question: current.id, version: versionOf(desk, current), action: "flag", on });
  desk.tell(`${nameOf(current)} ${on ? "flagged" : "no longer flagged"}`);
}

/** @param {Desk} desk */
export function reopen(desk) {
  withCurrent(desk, (question) => {
    desk.operate({ question: question.id, version: versionOf(desk, question), action: "reopen" });
    desk.tell(`${nameOf(question)} is open again`);
  });
}

/**
 * Let wording that is internal or under NDA leave with this answer, for this customer.
 *
 * @param {Desk} desk
 * @param {Summary} question
 */
export function release(desk, question) {
  desk.operate({ question: question.id, version: versionOf(desk, question), action: "release" });
  desk.tell(`The wording of ${nameOf(question)} may leave for this customer`);
}

/**
 * Take a suggestion: its words replace the answer.
 *
 * @param {Desk} desk
 * @param {number} place  from 1
 */
export function takeSuggestion(desk, place) {
  withCurrent(desk, (question) => {
    void desk.withExtra(question.id, () => {
      const suggestion = desk.extras.get(question.id)?.draft?.alternatives[place - 1];
      if (!suggestion) {
        desk.tell(`${nameOf(question)} has no suggestion ${place}`);
        return;
      }
      desk.typing.take(question.id);
      desk.operate({ question: question.id, version: versionOf(desk, question), action: "take", entry: suggestion.entry });
      desk.tell(`Suggestion ${place} taken, not yet approved`);
    });
  });
}

/**
 * Turns a suggestion down: it is not proposed for this question again.
 *
 * @param {Desk} desk
 * @param {string} entry
 */
export function turnDown(desk, entry) {
  withCurrent(desk, (question) => {
    const cited = question.entries.includes(entry);
    if (cited) desk.typing.take(question.id);
    desk.operate({ question: question.id, version: versionOf(desk, question), action: "reject", entry }, cited);
    desk.tell(`Turned down; ${nameOf(question)} will not be answered by it again`);
  });
}

/**
 * Name a document as an appendix of the answer; the server knows the cell for it.
 *
 * @param {Desk} desk
 * @param {Attachable} document
 */
export function attach(desk, document) {
  withCurrent(desk, (question) => {
    desk.typing.flush();
    desk.operate({ question: question.id, version: versionOf(desk, question), action: "attach", document: document.id });
    desk.tell(`Appendix ${document.number} goes along with ${nameOf(question)}, not yet approved`);
  });
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 * @param {string} text
 */
export function addComment(desk, question, text) {
  const version = versionOf(desk, question);
  desk.operate({ question: question.id, version, action: "comment", text }, false);
  const extra = desk.extras.get(question.id);
  if (extra) {
    const comment = { at: new Date().toISOString(), by: desk.me, text };
    desk.extras.set(question.id, { ...extra, comments: [...extra.comments, comment] });
  }
  desk.tell("Comment added");
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 * @param {Answers} answers
 */
export function editAnswers(desk, question, answers) {
  if (findHindrance(desk, question)) return;
  for (const [cell, text] of Object.entries(answers)) desk.typing.change(question.id, versionOf(desk, question), cell, text);
}

/**
 * Take back the reviewer's last action. The server knows which it was; so does this page, unless it was loaded since.
 *
 * @param {Desk} desk
 */
export function undo(desk) {
  desk.typing.flush();
  const step = desk.steps.pop();
  const question = step ? desk.seen.get(step.question) : undefined;
  if (!step || !question || !step.before) {
    desk.hold();
    desk.operate({ question: null, version: null, action: "undo" }, false);
    return;
  }
  desk.operate({ question: question.id, version: question.version, action: "undo", restores: step.before }, false);
  desk.typing.take(question.id);
  goTo(desk, question.id);
  tellLeft(desk, `${nameOf(question)}: ${step.action.replace("_", " ")} taken back`);
}

/**
 * Settle a conflict: with texts of the reviewer's, or with what stands on the server.
 *
 * @param {Desk} desk
 * @param {Conflict} conflict
 * @param {Answers | null} answers  null keeps theirs
 */
export function settleConflict(desk, conflict, answers) {
  const { question } = conflict.operation;
  if (!question) return;
  desk.conflicts.delete(question);
  desk.keepConflicts();
  desk.dialog = null;
  if (answers === null) {
    desk.tell("Kept as it stands");
    return;
  }
  const { operation: _used, restores: _restores, seen: _seen, document, ...wanted } = conflict.operation;
  const written = Object.keys(answers).length ? { answers } : {};
  const action = document ? "edit" : wanted.action; // the texts hold the reference already
  desk.operate({ ...wanted, ...written, action, version: desk.seen.get(question)?.version ?? conflict.version });
  desk.tell("Yours is written");
}

/**
 * @param {Desk} desk
 * @param {Summary} question
 */
function versionOf(desk, question) {
  return desk.seen.get(question.id)?.version ?? question.version;
}
