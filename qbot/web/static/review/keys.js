// @ts-check
/** The keys of the review, in one table: the help is written from it, and nothing else listens. */

/** @import {Desk} from "./desk.js" */

import * as decisions from "./decisions.js";
import { goNext, goPrevious } from "./moving.js";

/**
 * @typedef {object} Key
 * @property {string[]} keys  as `KeyboardEvent.key` names them
 * @property {string} shown
 * @property {string} does
 * @property {(desk: Desk, key: string) => void} run
 * @property {boolean} [repeats]  also while it is held down
 */

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** @type {Key[]} */
export const KEYS = [
  { keys: ["j", "ArrowDown"], shown: "j ↓", does: "next question", repeats: true, run: (desk) => goNext(desk) },
  { keys: ["k", "ArrowUp"], shown: "k ↑", does: "previous question", repeats: true, run: (desk) => goPrevious(desk) },
  { keys: ["a", "Enter"], shown: "a Enter", does: "approve and go on", run: (desk) => decisions.approve(desk) },
  { keys: ["e"], shown: "e", does: "edit the answer", run: (desk) => write(desk, TEXT_FIELDS) },
  { keys: DIGITS, shown: "1 – 9", does: "take that suggestion", run: (desk, key) => decisions.takeSuggestion(desk, Number(key)) },
  { keys: ["x"], shown: "x", does: "no answer, and go on", run: (desk) => decisions.leaveBlank(desk, "no_answer") },
  { keys: ["n"], shown: "n", does: "not applicable, and go on", run: (desk) => decisions.leaveBlank(desk, "not_applicable") },
  { keys: ["f"], shown: "f", does: "flag, or take the flag away", run: (desk) => decisions.toggleFlag(desk) },
  { keys: ["c"], shown: "c", does: "comment", run: (desk) => write(desk, ["[data-comment]"]) },
  { keys: ["u"], shown: "u", does: "undo your last action", run: (desk) => decisions.undo(desk) },
  { keys: ["/"], shown: "/", does: "search", run: () => focusOn("[data-search]") },
  { keys: ["?"], shown: "?", does: "show these keys", run: (desk) => openHelp(desk) },
];

/** What works while a text is being written. @type {{shown: string, does: string}[]} */
export const EDITOR_KEYS = [
  { shown: "Ctrl Enter", does: "save, approve and go on (Cmd Enter on a Mac)" },
  { shown: "Esc", does: "leave the editor; what was written is saved" },
];

/** Where an answer is written or chosen: the first of these that the question has. */
const TEXT_FIELDS = ["[data-editor] .field textarea", "[data-editor] .options button[aria-pressed=true]", "[data-edit]"];
const SWITCH = "qbot.single-keys";

/** @returns {boolean} true where keys of one character are on */
export function areKeysOn() {
  return localStorage.getItem(SWITCH) !== "off";
}

/** @param {boolean} on */
export function switchKeys(on) {
  localStorage.setItem(SWITCH, on ? "on" : "off");
}

/** @param {string} selector  of an element to write in, or to choose in */
function focusOn(selector) {
  const element = document.querySelector(selector);
  if (element instanceof HTMLElement) element.focus();
  if (element instanceof HTMLTextAreaElement) element.setSelectionRange(element.value.length, element.value.length);
}

/**
 * Go into a field of the editor. What is typed before the field is there was meant for it, and is no key of the review.
 *
 * @param {Desk} desk
 * @param {string[]} selectors
 */
function write(desk, selectors) {
  void desk.withExtra(desk.place.question, () => {
    desk.waiting = [];
    focusOn(selectors.find((one) => document.querySelector(one)) ?? "body");
  });
}

/** @param {Desk} desk */
function openHelp(desk) {
  desk.dialog = { kind: "help" };
  desk.changed();
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/**
 * Keys that the focused element needs for itself: Enter presses it, arrows move in it.
 *
 * @param {EventTarget | null} target
 * @param {string} key
 */
function isOwnKey(target, key) {
  if (!(target instanceof Element)) return false;
  if (key === "Enter") return target.closest("a, button, summary, [role=separator]") !== null;
  return key.startsWith("Arrow") && target.closest("[role=separator], input[type=radio]") !== null;
}

/**
 * @param {Desk} desk
 * @param {KeyboardEvent} event
 */
export function handleKey(desk, event) {
  if (desk.dialog || desk.state !== "ready" || event.isComposing || event.keyCode === 229) return;
  if (isWriting(event.target)) {
    handleWritingKey(desk, event);
    return;
  }
  if (event.key === "Escape") leaveEditor(event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || isOwnKey(event.target, event.key)) return;
  if (event.key.length === 1 && !areKeysOn()) return;
  const key = KEYS.find((one) => one.keys.includes(event.key));
  if (!key) return;
  event.preventDefault();
  if (event.repeat && !key.repeats) return;
  desk.inTurn(() => key.run(desk, event.key));
}

/** @param {EventTarget | null} target */
function leaveEditor(target) {
  if (target instanceof HTMLElement && target.closest("[data-editor]")) target.blur();
}

/**
 * @param {Desk} desk
 * @param {KeyboardEvent} event
 */
function handleWritingKey(desk, event) {
  const { target } = event;
  if (event.key === "Escape" && target instanceof HTMLElement) target.blur();
  const inEditor = target instanceof Element && target.closest("[data-editor]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && inEditor) {
    event.preventDefault();
    desk.inTurn(() => decisions.approve(desk));
    if (target instanceof HTMLElement) target.blur();
  }
}
