// @ts-check
/** The documents that can go along with an answer, and the choice of one of them. */

/** @import {Desk} from "./desk.js" */
/** @import {Attachable, Extra, Summary} from "./types.js" */

import { attach } from "./decisions.js";
import { html, useState } from "./html.js";

/** @param {{desk: Desk, question: Summary, extra: Extra}} props */
export function Attaching({ desk, question, extra }) {
  const [chosen, choose] = useState("");
  const found = extra.documents.find((one) => one.id === chosen && isFree(one));
  if (!extra.documents.length) return null;
  const go = () => {
    if (found) attach(desk, found);
    choose("");
  };
  return html`<div class="field"><label for="attach">A document that goes along <span class="meta">named in the answer, and in the zip of the export</span></label>
    <div class="row">
      <select id="attach" value=${chosen} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => choose(event.currentTarget.value)}>
        <option value="">no choice</option>
        ${extra.documents.map((one) => html`<option key=${one.id} value=${one.id} disabled=${!isFree(one)}>${nameDocument(one)}</option>`)}
      </select>
      <button class="btn small" disabled=${!found} onClick=${go}>Attach it</button>
    </div></div>`;
}

/** @param {Attachable} one */
function isFree(one) {
  return !one.named && !one.why;
}

/** @param {Attachable} one */
function nameDocument({ number, title, named, why }) {
  if (named) return `Appendix ${number}, ${title} (named already)`;
  return why ? `${title} (cannot go: ${why})` : `Appendix ${number}, ${title}`;
}
