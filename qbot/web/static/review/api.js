// @ts-check
/** The JSON API of qbot, one method a call. Every failure is an `ApiError` that says whether trying again can help. */

/** @import {Detail, Operation, Questionnaire, Result, SheetRows, Summary} from "./types.js" */

const PASSING = new Set([0, 408, 425, 429, 500, 502, 503, 504]);

/** A call that did not succeed. `status` 0 stands for a server that could not be reached. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** True where the same call may succeed later. */
  get passes() {
    return PASSING.has(this.status);
  }
}

/** @param {Record<string, string | number | undefined>} values */
function writeQuery(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/**
 * @param {Response} response
 * @returns {Promise<any>} the `data` of an answer, whose shape hangs on the call
 */
async function readAnswer(response) {
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body.data;
  const said = body?.error?.message ?? `The server answered ${response.status}.`;
  throw new ApiError(response.ok ? 500 : response.status, said);
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 */
async function call(path, options) {
  let response;
  try {
    response = await fetch(`/api${path}`, { headers: { accept: "application/json" }, ...options });
  } catch {
    throw new ApiError(0, "The server cannot be reached.");
  }
  return readAnswer(response);
}

/** The calls for one questionnaire. */
export class Api {
  /** @param {string} questionnaire */
  constructor(questionnaire) {
    this.path = `/questionnaires/${encodeURIComponent(questionnaire)}`;
  }

  /** @returns {Promise<Questionnaire>} */
  readQuestionnaire() {
    return call(this.path);
  }

  /**
   * @param {number} offset
   * @returns {Promise<{total: number, questions: Summary[]}>}
   */
  readQuestions(offset) {
    return call(`${this.path}/questions${writeQuery({ filter: "all", sort: "position", offset, limit: 5000 })}`);
  }

  /**
   * @param {string} question
   * @returns {Promise<Detail>}
   */
  readQuestion(question) {
    return call(`/questions/${encodeURIComponent(question)}`);
  }

  /**
   * @param {number} after
   * @returns {Promise<{seq: number, questions: Summary[]}>}
   */
  readChanges(after) {
    return call(`${this.path}/changes${writeQuery({ after })}`);
  }

  /**
   * @param {string} name
   * @param {number} top
   * @param {number} rows
   * @returns {Promise<SheetRows>}
   */
  readSheet(name, top, rows) {
    return call(`${this.path}/sheet?${new URLSearchParams({ name, top: String(top), rows: String(rows) })}`);
  }

  /**
   * @param {Operation[]} operations
   * @param {boolean} [leaving]  true where the page is being closed meanwhile
   * @returns {Promise<Result[]>}
   */
  async sendOperations(operations, leaving = false) {
    const body = JSON.stringify({ operations: operations.map(writeOperation) });
    const headers = { accept: "application/json", "content-type": "application/json" };
    const data = await call(`${this.path}/operations`, { method: "POST", headers, body, keepalive: leaving });
    return data.results;
  }
}

/**
 * @param {Operation} operation
 * @returns {Record<string, unknown>} the operation as the API reads it
 */
function writeOperation(operation) {
  const { restores: _restores, seen: _seen, rows, ...sent } = operation;
  return rows ? { ...sent, answers: rows } : sent;
}
