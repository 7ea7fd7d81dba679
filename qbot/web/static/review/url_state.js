// @ts-check
/** Where the reviewer is, in the address: it survives a reload and can be sent to a colleague. */

/** @typedef {{question: string, filter: string, sort: string, view: string, search: string}} Place */

/** Browsers refuse more than some 100 changes of the address in 30 seconds, and each takes time: it follows the keys. */
const DELAY = 150;

/**
 * @param {string} query
 * @returns {Place}
 */
export function readPlace(query) {
  const values = new URLSearchParams(query);
  return {
    question: values.get("q") ?? "",
    filter: values.get("filter") || "all",
    sort: values.get("sort") || "position",
    view: values.get("view") === "sheet" ? "sheet" : "list",
    search: values.get("search") ?? "",
  };
}

/**
 * @param {Place} place
 * @returns {string} the query of the address, with what differs from the usual only
 */
export function writePlace(place) {
  const values = new URLSearchParams();
  if (place.question) values.set("q", place.question);
  if (place.filter !== "all") values.set("filter", place.filter);
  if (place.sort !== "position") values.set("sort", place.sort);
  if (place.view !== "list") values.set("view", place.view);
  if (place.search) values.set("search", place.search);
  const text = values.toString();
  return text ? `?${text}` : "";
}

/** Writes the place into the address bar. */
export class AddressBar {
  constructor() {
    this.timer = 0;
    /** @type {Place | null} */
    this.waiting = null;
  }

  /** @param {Place} place */
  show(place) {
    this.waiting = { ...place };
    if (!this.timer) this.timer = window.setTimeout(() => this.write(), DELAY);
  }

  /** Write what waits, at once. */
  write() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.waiting) history.replaceState(null, "", `${location.pathname}${writePlace(this.waiting)}`);
    this.waiting = null;
  }
}
