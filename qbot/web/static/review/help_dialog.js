// @ts-check
/** The keys that are valid here, and the switch for those of one character. */

/** @import {Desk} from "./desk.js" */

import { Window } from "./dialog.js";
import { html, useState } from "./html.js";
import { areKeysOn, EDITOR_KEYS, KEYS, switchKeys } from "./keys.js";

/** @param {{desk: Desk}} props */
export function HelpDialog({ desk }) {
  const [on, setOn] = useState(areKeysOn());
  const change = (/** @type {{currentTarget: HTMLInputElement}} */ event) => {
    switchKeys(event.currentTarget.checked);
    setOn(event.currentTarget.checked);
  };
  return html`<${Window} desk=${desk} title="Keys">
    <label class="check"><input type="checkbox" checked=${on} onChange=${change} /> Keys of one character are on</label>
    <h3>In the review</h3>
    <${KeyTable} keys=${KEYS} />
    <h3>While writing</h3>
    <${KeyTable} keys=${EDITOR_KEYS} />
  <//>`;
}

/** @param {{keys: {shown: string, does: string}[]}} props */
function KeyTable({ keys }) {
  return html`<dl class="keys">
    ${keys.map(({ shown, does }) => html`<dt>${shown.split(" ").map((one) => (one === "–" ? " – " : html`<kbd>${one}</kbd> `))}</dt><dd>${does}</dd>`)}
  </dl>`;
}
