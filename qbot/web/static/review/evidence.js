// @ts-check
/** The right pane: what supports the suggestion, in words. */

/** @import {Desk} from "./desk.js" */
/** @import {Draft, Entry, Extra, Part} from "./types.js" */

import { takeSuggestion, turnDown } from "./decisions.js";
import { html, useEffect, useMemo, useState } from "./html.js";
import { Badge, writeConfidence, writeShare } from "./marks.js";
import { markWords } from "./matched_words.js";
import { writeDay } from "./moments.js";
import { writeParts } from "./score_parts.js";

/** Where nothing supports an answer, so many of the nearest entries are shown. */
const NEAREST = 3;

/** Where the reviewer passes questions by, their evidence is not drawn: the key is painted first. In milliseconds. */
const REST = 60;

/** @param {{desk: Desk}} props */
export function Evidence({ desk }) {
  const current = desk.place.question;
  const settled = useSettled(current);
  const extra = desk.extras.get(settled);
  const list = useMemo(() => html`<${EvidenceList} key=${settled} desk=${desk} extra=${extra} />`, [settled, extra]);
  return html`<div class=${settled === current ? "" : "behind"}>${list}</div>`;
}

/**
 * @param {string} question
 * @returns {string} the question at which the reviewer came to rest last
 */
function useSettled(question) {
  const [settled, settle] = useState(question);
  useEffect(() => {
    const waiting = window.setTimeout(() => settle(question), REST);
    return () => window.clearTimeout(waiting);
  }, [question]);
  return settled;
}

/** @param {{desk: Desk, extra: Extra | undefined}} props */
function EvidenceList({ desk, extra }) {
  if (!extra) return html`<div class="nothing"><p class="quiet">${desk.current ? "Fetching the evidence …" : ""}</p></div>`;
  const { draft } = extra;
  if (!draft) return html`<div class="nothing"><p class="quiet">Nothing was drafted here.</p></div>`;
  const blank = draft.status === "blank";
  const shown = blank ? draft.alternatives.slice(0, NEAREST) : draft.alternatives;
  if (desk.current?.kind === "identity" && !blank) return html`<div class="evidence-list"><${CompanyField} draft=${draft} /></div>`;
  return html`<div class="evidence-list">
    ${blank ? html`<${NoAnswer} draft=${draft} identity=${desk.current?.kind === "identity"} />` : html`<${Certainty} draft=${draft} />`}
    ${shown.map((entry, index) => html`<${Suggestion} key=${entry.entry} entry=${entry} place=${index + 1} desk=${desk} draft=${draft} />`)}
  </div>`;
}

/** @param {{draft: Draft, identity: boolean}} props */
function NoAnswer({ draft, identity }) {
  const near = draft.alternatives.length ? "The nearest entries, none of which supports an answer:" : "No entry of the knowledge base is near.";
  return html`<div class="no-answer">
    <h3>${draft.stance === "na" ? "Does not apply" : "No supported answer"}</h3>
    ${draft.reason && html`<p>${draft.reason}</p>`}
    <${Missing} missing=${draft.missing} />
    ${draft.proposals.length > 0 && html`<p>Its choice for that: ${draft.proposals.join(", ")}.</p>`}
    ${identity && html`<p><a href="/settings#company">Show the company profile</a></p>`}
    <p class="quiet small">${near}</p>
  </div>`;
}

/** A field about the company itself: no entry supports it, the profile says it. @param {{draft: Draft}} props */
function CompanyField({ draft }) {
  return html`<section class="suggestion cited" aria-label="Company profile">
    <h3>From the company profile</h3>
    ${draft.values.map((one) => html`<p class="entry-answer" dir="auto" key=${one.cell}>${one.value}</p>`)}
    ${draft.parts.map((part) => html`<p class="small second" key=${part.name}>${part.text.charAt(0).toUpperCase()}${part.text.slice(1)}.</p>`)}
    <p><a href="/settings#company">Show the company profile</a></p>
  </section>`;
}

/** @param {{draft: Draft}} props */
function Certainty({ draft }) {
  return html`<div class="certainty">
    <p class="sure"><b>${writeConfidence(draft.confidence, draft.band)}</b> likely to support an answer <span class="meta">${draft.band}</span></p>
    <${Parts} parts=${draft.parts} />
    <${Missing} missing=${draft.missing} />
  </div>`;
}

/** What would close the gap, a sentence each. @param {{missing: string[]}} props */
function Missing({ missing }) {
  return missing.map((text) => html`<p class="small second" key=${text}>${text.charAt(0).toUpperCase()}${text.slice(1)}.</p>`);
}

/** @param {{parts: Part[]}} props */
function Parts({ parts }) {
  const { rows, sum } = writeParts(parts);
  return html`<details class="score">
    <summary>Score ${sum}, and what it is made of</summary>
    <dl class="parts">
      ${rows.map((row) => html`<dt>${row.text || row.name}</dt><dd>${row.shown}</dd>`)}
      <dt class="sum">Score</dt><dd class="sum">${sum}</dd>
    </dl>
  </details>`;
}

/** @param {{entry: Entry, place: number, desk: Desk, draft: Draft}} props */
function Suggestion({ entry, place, desk, draft }) {
  const cited = draft.citations.some((one) => one.entry === entry.entry);
  const badges = [...new Set([...entry.badges, ...(entry.badges.length ? [] : [entry.disclosure])])];
  return html`<section class="suggestion ${cited ? "cited" : ""}" aria-label=${`Suggestion ${place}`}>
    <h3><span class="place">${place}</span> <span class="title"><${Marked} text=${entry.question || entry.entry} words=${entry.matched} /></span>
      <span class="band">${writeShare(entry.confidence)}</span></h3>
    <p class="badges">${cited && html`<span class="badge accent">used in the draft</span>`} ${badges.map((name) => html`<${Badge} key=${name} name=${name} />`)}</p>
    <p class="entry-answer" dir="auto"><${Marked} text=${entry.answer} words=${entry.matched} /></p>
    <${Words} entry=${entry} />
    <p class="small quiet">${writeOrigin(entry)}</p>
    ${entry.source?.quote && html`<blockquote class="small">${entry.source.quote}</blockquote>`}
    ${entry.parts.length > 0 && html`<${Parts} parts=${entry.parts} />`}
    <div class="row">
      <button class="btn small" onClick=${() => desk.inTurn(() => takeSuggestion(desk, place))}>Take this <kbd aria-hidden="true">${place}</kbd></button>
      <button class="btn small plain" onClick=${() => desk.inTurn(() => turnDown(desk, entry.entry))}>Not for this question</button>
    </div>
  </section>`;
}

/** @param {Entry} entry */
function writeOrigin(entry) {
  const { source } = entry;
  return [
    source ? [source.document, source.place].filter(Boolean).join(", ") : "",
    entry.owner,
    entry.reviewed_on ? `reviewed ${writeDay(entry.reviewed_on)}` : "never reviewed",
    writeUses(entry.times_used),
    entry.entry,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** @param {number} times */
function writeUses(times) {
  if (!times) return "not used yet";
  return times === 1 ? "used once" : `used ${times} times`;
}

/** @param {{entry: Entry}} props */
function Words({ entry }) {
  if (!entry.matched.length && !entry.missing.length) return null;
  return html`<p class="small words-list">
    ${entry.matched.length > 0 && html`<span><b>Matched:</b> ${entry.matched.join(", ")}.</span>`}
    ${" "}
    ${entry.missing.length > 0 && html`<span><b>Missing:</b> ${entry.missing.join(", ")}.</span>`}
  </p>`;
}

/** @param {{text: string, words: string[]}} props */
function Marked({ text, words }) {
  return markWords(text, words).map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text));
}
