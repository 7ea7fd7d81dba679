// @ts-check
/** The answer cells of a question, as fields: choices as buttons, texts as text areas. */

/** @import {Desk} from "./desk.js" */
/** @import {Extra, Slot, Summary} from "./types.js" */

import { Comparison } from "./comparison.js";
import { editAnswers } from "./decisions.js";
import { html, useLayoutEffect, useRef } from "./html.js";

/** More choices than this are a drop-down: a wall of buttons is slower to read. */
const MOST_BUTTONS = 9;

const ROLES = /** @type {Record<string, string>} */ ({
  answer: "Answer",
  comment: "Comment",
  evidence: "Evidence",
  ownership: "Who is responsible",
  score: "Score",
  date: "Date",
});

/** @param {{desk: Desk, question: Summary, extra: Extra, against: string}} props */
export function AnswerFields({ desk, question, extra, against }) {
  const texts = { ...question.answers, ...desk.typing.of(question.id) };
  return extra.slots.map((slot, index) => {
    const taken = isTaken(slot);
    const Field = slot.options.length ? ChoiceField : TextField;
    return html`<${Field}
      key=${`${question.id}-${slot.cell}`}
      slot=${slot}
      text=${taken ? slot.current : (texts[slot.cell] ?? "")}
      first=${index === 0}
      locked=${taken || question.state !== "open"}
      change=${(/** @type {string} */ text) => editAnswers(desk, question, { [slot.cell]: text })}
      leave=${() => desk.typing.flush()}
    >
      <${Comparison} against=${against} slot=${slot} extra=${extra} text=${texts[slot.cell] ?? ""} />
    <//>`;
  });
}

/**
 * @typedef {object} FieldProps
 * @property {Slot} slot
 * @property {string} text
 * @property {boolean} first
 * @property {boolean} locked
 * @property {(text: string) => void} change
 * @property {() => void} leave
 * @property {import("preact").ComponentChildren} children
 */

/** @param {Slot} slot  which came with a text of its own */
function isTaken(slot) {
  return Boolean(slot.current) && !slot.placeholder;
}

/** @param {Slot} slot */
function nameSlot(slot) {
  return slot.label || ROLES[slot.role] || slot.role;
}

/** @param {FieldProps} props */
function ChoiceField({ slot, text, first, locked, change, leave }) {
  const id = `choice-${slot.cell}`;
  const pick = (/** @type {string} */ option) => {
    change(option === text ? "" : option);
    leave();
  };
  const many = slot.options.length > MOST_BUTTONS;
  return html`<div class="field" role="group" aria-labelledby=${id}>
    <span class="legend" id=${id}>${nameSlot(slot)} <span class="meta">${slot.cell}, as the file's drop-down</span></span>
    ${many
      ? html`<select aria-labelledby=${id} data-edit=${first ? "" : undefined} disabled=${locked} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => pick(event.currentTarget.value)}>
          ${["", ...slot.options].map((option) => html`<option value=${option} selected=${option === text}>${option || "no choice"}</option>`)}
        </select>`
      : html`<div class="options">
          ${slot.options.map(
            (option, index) => html`<button
              type="button"
              aria-pressed=${option === text ? "true" : "false"}
              data-edit=${first && index === 0 ? "" : undefined}
              disabled=${locked}
              onClick=${() => pick(option)}
            >${option}</button>`,
          )}
        </div>`}
    ${text && !slot.options.includes(text) && html`<span class="wrong">“${text}” is not among the file's choices</span>`}
  </div>`;
}

/** @param {FieldProps} props */
function TextField({ slot, text, first, locked, change, leave, children }) {
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const id = `text-${slot.cell}`;
  useLayoutEffect(() => fitHeight(area.current), [text]);
  const over = slot.max_length !== null && text.length > slot.max_length;
  return html`<div class="field">
    <label for=${id}>${nameSlot(slot)} <span class="meta">${slot.cell}</span></label>
    <textarea
      id=${id}
      ref=${area}
      rows=${slot.role === "answer" || slot.role === "comment" ? 3 : 1}
      value=${text}
      readonly=${locked}
      data-edit=${first ? "" : undefined}
      aria-invalid=${over ? "true" : undefined}
      aria-describedby=${`${id}-count`}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => change(event.currentTarget.value)}
      onBlur=${leave}
    ></textarea>
    <div class="under"><span>${slot.new ? "A new column of the file" : ""}</span>
      <span id=${`${id}-count`} class=${over ? "wrong" : ""}>${writeCount(text.length, slot.max_length)}</span></div>
    ${children}
  </div>`;
}

/**
 * @param {number} length
 * @param {number | null} most
 */
function writeCount(length, most) {
  const count = length.toLocaleString("en");
  if (most === null) return `${count} ${length === 1 ? "character" : "characters"}`;
  return `${count} of ${most.toLocaleString("en")} characters${length > most ? ": too long for the cell" : ""}`;
}

/** @param {HTMLTextAreaElement | null} area  which grows with its text, where the browser cannot do so alone */
function fitHeight(area) {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
