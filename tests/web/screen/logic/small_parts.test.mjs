import assert from "node:assert/strict";
import { test } from "node:test";
import { countFilters, measureProgress, selectQuestions } from "../../../../qbot/web/static/review/filters.js";
import { cutRows, layRows, QUESTION_HEIGHT } from "../../../../qbot/web/static/review/list_rows.js";
import { isSameWord, markWords } from "../../../../qbot/web/static/review/matched_words.js";
import { predict, predictAll, remember } from "../../../../qbot/web/static/review/predict.js";
import { writeParts } from "../../../../qbot/web/static/review/score_parts.js";
import { findSpan, readMerges } from "../../../../qbot/web/static/review/sheet_window.js";
import { readPlace, writePlace } from "../../../../qbot/web/static/review/url_state.js";

const question = (more = {}) => ({
  id: "q", position: 0, sheet: "S", cell: "B2", ref: "A-1", section: ["One"], text: "Is data encrypted?", kind: "question", state: "open",
  status: "suggested", flagged: false, confidence: 0.8, band: "high", stance: "yes", answers: { C2: "Yes" }, guarded: false, badges: [],
  edited_by: "", approved_by: "", released_by: "", version: 3, parent: null, reason: "", ...more,
});

test("the parts that are shown add up to the score that is shown", () => {
  for (let seed = 1; seed < 400; seed += 1) {
    const parts = Array.from({ length: 1 + (seed % 7) }, (_unused, index) => ({ name: "p", text: "", value: Math.sin(seed * 7 + index * 3) * 3 }));
    const { rows, sum } = writeParts(parts);
    const read = (text) => Math.round(Number(text.replace("−", "-")) * 100);
    assert.equal(rows.reduce((total, row) => total + read(row.shown), 0), read(sum));
    assert.ok(Math.abs(read(sum) / 100 - parts.reduce((total, part) => total + part.value, 0)) <= 0.005 + 1e-9);
  }
});

test("forms of a word are marked, words that merely begin alike are not", () => {
  for (const [left, right] of [["notify", "notified"], ["encrypted", "encryption"], ["keys", "key"], ["Store", "storage"]]) assert.ok(isSameWord(left, right), left);
  for (const [left, right] of [["data", "date"], ["contract", "contact"], ["rest", "restore"], ["is", "it"]]) assert.ok(!isSameWord(left, right), left);
});

test("marking keeps the text whole", () => {
  const pieces = markWords("Customers are notified, always.", ["customer", "notify"]);
  assert.equal(pieces.map((one) => one.text).join(""), "Customers are notified, always.");
  assert.deepEqual(pieces.filter((one) => one.marked).map((one) => one.text), ["Customers", "notified"]);
});

test("a suggestion never counts as done, nor does an identity field, a locked or a filled cell count as open", () => {
  const all = [question(), question({ status: "approved" }), question({ status: "no_answer" }), question({ kind: "identity" }), question({ state: "locked" }), question({ state: "filled" })];
  assert.deepEqual(measureProgress(all), { done: 2, total: 3 });
});

test("filters count what they show, and search looks into answers", () => {
  const all = [question({ id: "a", approved_by: "Ana", status: "approved" }), question({ id: "b", status: "blank", answers: {} }), question({ id: "c", flagged: true, guarded: true })];
  const counts = countFilters(all, "Ana");
  for (const filter of ["all", "to_review", "unsupported", "guarded", "flagged", "approved", "not_applicable", "no_answer", "mine"]) {
    assert.equal(selectQuestions(all, { filter, sort: "position", search: "" }, "Ana").length, counts[filter], filter);
  }
  assert.deepEqual(selectQuestions(all, { filter: "all", sort: "position", search: "yes encrypted" }, "Ana").map((one) => one.id), ["a", "c"]);
});

test("the surest come first, and references are ordered as numbers", () => {
  const all = [question({ id: "a", ref: "A-10", confidence: 0.9 }), question({ id: "b", ref: "A-9", confidence: 0.95, position: 1 })];
  const ids = (sort) => selectQuestions(all, { filter: "all", sort, search: "" }, "").map((one) => one.id);
  assert.deepEqual([ids("position"), ids("confidence"), ids("ref")], [["a", "b"], ["b", "a"], ["b", "a"]]);
});

test("who edited and who approved are kept apart", () => {
  const edited = predict(question(), { action: "edit", answers: { C2: "No" } }, "Ana");
  const approved = predict(edited, { action: "approve" }, "Ben");
  assert.deepEqual([approved.edited_by, approved.approved_by, approved.status, approved.version], ["Ana", "Ben", "approved", 5]);
  assert.equal(predict(approved, { action: "edit", answers: { C2: "Yes" } }, "Ana").approved_by, "");
});

test("an undo brings back what stood, as a change of its own", () => {
  const before = question();
  const after = predictAll(before, [{ action: "approve" }, { action: "undo", restores: remember(before) }], "Ana");
  assert.deepEqual(after, { ...before, version: 5 });
});

test("of 5,000 questions only those in sight are drawn", () => {
  const list = Array.from({ length: 5000 }, (_unused, index) => question({ id: `q${index}`, section: [`S${Math.floor(index / 50)}`] }));
  const { rows, height } = layRows(list, true);
  assert.equal(rows.length, 5100);
  for (const from of [0, 1234, height / 2, height - 700]) {
    const drawn = cutRows(rows, from, from + 700);
    assert.ok(drawn.length <= 700 / QUESTION_HEIGHT + 4, `${drawn.length}`);
    assert.ok(drawn[0].top <= from && drawn.at(-1).top <= from + 700);
  }
});

test("at most 200 rows of a sheet are drawn, and those in sight are among them", () => {
  for (const [scrolled, height] of [[0, 700], [46 * 5000, 900], [46 * 9990, 700], [0, 46 * 1000]]) {
    const { from, to } = findSpan(scrolled, height, 10_000);
    assert.ok(to - from < 200 && from >= 1 && to <= 10_000);
    assert.ok(from <= scrolled / 46 + 1);
  }
});

test("the address holds the place, and nothing that is usual", () => {
  const place = { question: "7f", filter: "flagged", sort: "ref", view: "sheet", search: "a b" };
  assert.deepEqual(readPlace(writePlace(place)), place);
  assert.equal(writePlace(readPlace("")), "");
});

test("merged cells are read as rows and columns", () => {
  assert.deepEqual(readMerges(["B2:D2", "AA10:AB12", "table 1"]), [
    { top: 2, bottom: 2, left: 1, right: 3 },
    { top: 10, bottom: 12, left: 26, right: 27 },
  ]);
});
