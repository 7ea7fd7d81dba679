// @ts-check
/** A text with its difference from another, word by word. */

import { html } from "./html.js";
import { compareWords } from "./word_difference.js";

/** @param {{before: string, after: string}} props */
export function ComparedText({ before, after }) {
  return html`<p class="compared">
    ${compareWords(before, after).map(({ kind, text }) => {
      if (kind === "added") return html`<ins>${text}</ins>`;
      return kind === "removed" ? html`<del>${text}</del>` : text;
    })}
  </p>`;
}
