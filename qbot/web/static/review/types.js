// @ts-check
/**
 * The words of the JSON API, as this screen reads them. Types only: nothing runs here.
 *
 * @typedef {"blank" | "suggested" | "edited" | "approved" | "not_applicable" | "no_answer"} Status
 * @typedef {"high" | "medium" | "low" | "none"} Band
 * @typedef {Record<string, string>} Answers  texts by cell
 *
 * @typedef {object} Summary  a question as the list shows it
 * @property {string} id
 * @property {number} position
 * @property {string} sheet
 * @property {string} cell
 * @property {string} ref
 * @property {string[]} section
 * @property {string} text
 * @property {"question" | "statement" | "identity"} kind
 * @property {"open" | "filled" | "locked"} state
 * @property {Status} status
 * @property {boolean} flagged
 * @property {number} confidence
 * @property {Band} band
 * @property {string | null} stance
 * @property {Answers} answers
 * @property {boolean} guarded
 * @property {string[]} badges
 * @property {string[]} entries  those that the texts come from
 * @property {string} edited_by
 * @property {string} approved_by
 * @property {string} released_by  who let internal wording leave
 * @property {number} version
 * @property {string | null} parent
 * @property {string} reason  why it is left without an answer
 *
 * @typedef {object} Slot
 * @property {string} role
 * @property {string} cell
 * @property {string[]} options
 * @property {string | null} label
 * @property {number | null} max_length
 * @property {boolean} new
 * @property {string | null} current  what the file came with
 * @property {boolean} [placeholder]  true where that is only a sample text
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {number} value
 * @property {string} text
 *
 * @typedef {object} Source
 * @property {string} document
 * @property {string} place
 * @property {string} quote
 *
 * @typedef {object} Entry  an entry of the knowledge base as evidence
 * @property {string} entry
 * @property {string} question
 * @property {string} answer
 * @property {Source | null} source
 * @property {string} owner
 * @property {string | null} reviewed_on
 * @property {string} disclosure
 * @property {string[]} badges
 * @property {string[]} matched
 * @property {string[]} missing
 * @property {Part[]} parts
 * @property {number} confidence
 * @property {number} times_used
 * @property {string} [quote]
 *
 * @typedef {object} Draft
 * @property {"answered" | "blank"} status
 * @property {string | null} stance
 * @property {number} score
 * @property {number} confidence
 * @property {Band} band
 * @property {{role: string, cell: string, value: string}[]} values
 * @property {Part[]} parts
 * @property {{name: string, text: string}[]} guards
 * @property {Entry[]} citations
 * @property {Entry[]} alternatives
 * @property {string[]} missing
 * @property {string[]} proposals  choices that say that it does not apply
 * @property {string} reason
 *
 * @typedef {{at: string, by: string, text: string}} Comment
 * @typedef {{seq: number, at: string, by: string, action: string}} Event
 *
 * @typedef {object} Attachable  a document that can go along with an answer
 * @property {string} id
 * @property {number} number
 * @property {string} title
 * @property {boolean} named  the answer names it already
 * @property {string} why  why it may not go to this customer; empty where it may
 *
 * @typedef {object} Extra  what the editor and the evidence need beyond the summary
 * @property {Slot[]} slots
 * @property {Draft | null} draft
 * @property {string | null} guidance
 * @property {Comment[]} comments
 * @property {{text: string, at: string} | null} last_answer
 * @property {Attachable[]} documents  those that may be attached
 * @property {string} stopped  why the export would stop the answer; empty where its wording may leave
 * @property {string[]} notices  what stands in the way of the answer, in sentences
 * @property {Event[]} events
 *
 * @typedef {Summary & Extra} Detail
 *
 * @typedef {object} Questionnaire
 * @property {string} id
 * @property {string} name
 * @property {string} file_name
 * @property {string} format
 * @property {string} customer
 * @property {string} product
 * @property {string} region
 * @property {string | null} nda_until
 * @property {string | null} due_on
 * @property {string} status
 * @property {string} state
 * @property {string} [problem]  why it could not be read
 * @property {string | null} exported_at
 * @property {Record<string, number>} counts
 * @property {{done: number, total: number}} progress
 * @property {{name: string, role: string}[]} sheets
 * @property {{done: number, total: number, message: string} | null} job
 *
 * @typedef {object} Operation  one thing a reviewer did; `operation` is its own id, so that sending it twice does it once
 * @property {string} operation
 * @property {string | null} question
 * @property {number | null} version  the version of the question that the reviewer saw
 * @property {string} action
 * @property {Answers} [answers]
 * @property {string} [entry]
 * @property {string} [document]
 * @property {string} [reason]
 * @property {boolean} [on]
 * @property {string} [text]
 * @property {number} [at_least]
 * @property {boolean} [preview]
 * @property {{question: string, version: number, answers: Answers}[]} [rows]
 * @property {Restored} [restores]  kept here only: what an undo is expected to bring back
 * @property {Answers} [seen]  kept here only: the answers that the reviewer saw
 *
 * @typedef {Pick<Summary, "status" | "answers" | "flagged" | "edited_by" | "approved_by" | "released_by" | "reason">} Restored
 *
 * @typedef {object} Result
 * @property {string} operation
 * @property {"done" | "conflict" | "refused"} outcome
 * @property {string} message
 * @property {Summary | null} question
 * @property {number | null} event
 * @property {any} detail  its shape hangs on the action; each reader checks what it takes
 *
 * @typedef {object} Conflict  two people decided on one question; nothing was written
 * @property {Operation} operation
 * @property {Answers} mine
 * @property {Answers} theirs
 * @property {Answers} base
 * @property {string} by
 * @property {string} at
 * @property {number} version  the version that stands on the server
 *
 * @typedef {object} SheetRows
 * @property {string} name
 * @property {number} top
 * @property {string[]} sheets  those that are not hidden
 * @property {string[][]} rows
 * @property {string[]} columns
 * @property {number} total_rows
 * @property {string[]} merges  ranges such as A1:C1
 * @property {{cell: string, kind: "question" | "answer", question: string}[]} marks
 *
 * @typedef {{count: number, lowest: Summary[], skipped: Record<string, number>}} BulkPreview
 */
export {};
