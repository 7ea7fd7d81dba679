// @ts-check
/** Status, confidence and badges: a shape and a word each, never colour alone. */

/** @import {Summary} from "./types.js" */

import { html } from "./html.js";

/** @type {Record<string, {shape: string, word: string}>} */
const STATUSES = {
  blank: { shape: "", word: "no supported answer" },
  suggested: { shape: "half", word: "suggested" },
  edited: { shape: "edited", word: "edited" },
  approved: { shape: "full", word: "approved" },
  not_applicable: { shape: "dash", word: "not applicable" },
  no_answer: { shape: "cross", word: "no answer" },
};

/** @type {Record<string, {look: string, word: string}>} */
const BADGES = {
  stale: { look: "warn", word: "review overdue" },
  conflict: { look: "bad", word: "entries disagree" },
  nda: { look: "warn", word: "under NDA" },
  internal: { look: "bad", word: "internal only" },
  gate: { look: "accent", word: "does not apply" },
  changed: { look: "warn", word: "entry changed since" },
  renamed: { look: "warn", word: "a customer's name was left out" },
  public: { look: "ok", word: "public" },
};

/** @param {string} status */
export function nameStatus(status) {
  return STATUSES[status]?.word ?? status;
}

/** @param {{question: Summary}} props */
export function StatusMark({ question }) {
  const { shape, word } = STATUSES[question.status] ?? { shape: "", word: question.status };
  const said = question.flagged ? `${word}, flagged` : word;
  return html`<span class="mark-cell" title=${said}>
    <span class="dot ${shape}" aria-hidden="true"></span>
    ${question.flagged && html`<span class="flag" aria-hidden="true">⚑</span>`}
    <span class="visually-hidden">${said}</span>
  </span>`;
}

/** @param {string} name */
export function nameBadge(name) {
  return BADGES[name]?.word ?? name;
}

/** @param {{name: string}} props */
export function Badge({ name }) {
  return html`<span class="badge ${BADGES[name]?.look ?? ""}">${nameBadge(name)}</span>`;
}

/**
 * Write a probability; no match is certain, so that none is called so.
 * @param {number} confidence
 */
export function writeShare(confidence) {
  return `${Math.min(99, Math.round(confidence * 100))} %`;
}

/**
 * @param {number} confidence
 * @param {string} band
 */
export function writeConfidence(confidence, band) {
  return band === "none" ? "none" : writeShare(confidence);
}

/** @param {{question: Summary}} props */
export function Confidence({ question }) {
  if (question.state === "locked") return html`<span class="band">locked</span>`;
  const text = writeConfidence(question.confidence, question.band);
  return html`<span class="band ${question.band}" title="Confidence: ${question.band}">${text}</span>`;
}
