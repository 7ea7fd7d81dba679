// @ts-check
/** What the answer is compared with: the suggestion, the last answer to this customer, or the entry of the knowledge base. */

/** @import {Extra, Slot} from "./types.js" */

import { ComparedText } from "./compared_text.js";
import { html } from "./html.js";

/** @typedef {"suggestion" | "last_answer" | "entry"} Against */

const KEPT = "qbot.compare";

/** @type {{name: Against | "", label: string}[]} */
const CHOICES = [
  { name: "", label: "nothing" },
  { name: "suggestion", label: "the suggestion" },
  { name: "last_answer", label: "the last answer to this customer" },
  { name: "entry", label: "the library entry" },
];

/** @returns {string} what the reviewer compared with last */
export function readAgainst() {
  return localStorage.getItem(KEPT) ?? "suggestion";
}

/**
 * @param {string} against
 * @param {Slot} slot
 * @param {Extra} extra
 * @returns {string | null} the text to compare with; null where there is none
 */
export function findCompared(against, slot, extra) {
  const { draft } = extra;
  if (against === "last_answer") return extra.last_answer?.text ?? null;
  if (!draft) return null;
  if (against === "suggestion") return draft.values.find((one) => one.cell === slot.cell)?.value ?? null;
  const entry = draft.citations[0]?.entry ?? draft.alternatives[0]?.entry;
  return draft.alternatives.find((one) => one.entry === entry)?.answer ?? null;
}

/** @param {{against: string, choose: (against: string) => void}} props */
export function ComparisonChoice({ against, choose }) {
  const pick = (/** @type {{currentTarget: HTMLSelectElement}} */ event) => {
    localStorage.setItem(KEPT, event.currentTarget.value);
    choose(event.currentTarget.value);
  };
  return html`<label class="compare-choice">Compare with
    <select value=${against} onChange=${pick}>
      ${CHOICES.map(({ name, label }) => html`<option value=${name} selected=${name === against}>${label}</option>`)}
    </select>
  </label>`;
}

/** @param {{against: string, slot: Slot, extra: Extra, text: string}} props */
export function Comparison({ against, slot, extra, text }) {
  if (!against || slot.options.length) return null;
  const label = CHOICES.find(({ name }) => name === against)?.label ?? "";
  const before = findCompared(against, slot, extra);
  if (before === null && against === "suggestion") return null;
  if (before === null) return html`<p class="quiet small">There is no text to compare with: ${label} is missing here.</p>`;
  if (before.trim() === text.trim()) return html`<p class="quiet small">Word for word as ${label}.</p>`;
  return html`<div class="comparison" aria-label=${`Difference from ${label}`} role="group">
    <p class="quiet small">Against ${label}: <del>removed</del> <ins>added</ins></p>
    <${ComparedText} before=${before} after=${text} />
  </div>`;
}
