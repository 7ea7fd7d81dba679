import assert from "node:assert/strict";
import { test } from "node:test";
import { fitRow, namesQuestions, parseBlock } from "../../../../qbot/web/static/review/pasted_block.js";

const slot = (cell, more = {}) => ({ role: "answer", cell, options: [], label: null, max_length: null, new: false, current: null, ...more });

/** Spreadsheets quote a cell that holds a tab, a line break or a quote. */
const BLOCKS = [
  ["one cell", "Yes", [["Yes"]]],
  ["rows and columns", "Yes\tWe do\nNo\tWe do not\n", [["Yes", "We do"], ["No", "We do not"]]],
  ["line ends of Windows", "Yes\tA\r\nNo\tB\r\n", [["Yes", "A"], ["No", "B"]]],
  ["a line break and a quote in a cell", 'Yes\t"first\nsecond ""so"" "\nNo\tB', [["Yes", 'first\nsecond "so"'], ["No", "B"]]],
  ["a text that only begins with a quote", '"Quoted" words\tB', [['"Quoted" words', "B"]]],
  ["an empty cell between", "Yes\t\tC", [["Yes", "", "C"]]],
  ["an empty row between, none at the end", "Yes\n\nNo\n\n\n", [["Yes"], [""], ["No"]]],
];

for (const [what, text, rows] of BLOCKS) test(`a block with ${what}`, () => assert.deepEqual(parseBlock(text), rows));

test("the first column names the questions only where each of its cells is a known reference", () => {
  assert.equal(namesQuestions([["A-1", "Yes"], ["A-2", "No"]], ["A-1", "A-2", ""]), true);
  assert.equal(namesQuestions([["A-1", "Yes"], ["Yes", "No"]], ["A-1", "A-2"]), false);
  assert.equal(namesQuestions([["A-1"]], ["A-1"]), false);
});

test("cells go to the answer cells in their order, choices in the file's own spelling", () => {
  const question = { state: "open", slots: [slot("C5", { options: ["Yes", "No"] }), slot("D5", { role: "comment" })] };
  assert.deepEqual(fitRow(question, ["yes", "As said"]), { question, answers: { C5: "Yes", D5: "As said" }, warnings: [] });
});

test("what does not fit is told and not written", () => {
  const question = { state: "open", slots: [slot("C5", { options: ["Yes", "No"] }), slot("D5", { max_length: 3 })] };
  const { answers, warnings } = fitRow(question, ["Maybe", "four", "beyond"]);
  assert.deepEqual(answers, {});
  assert.equal(warnings.length, 3);
  assert.match(warnings[0], /“Maybe” is not among the choices of C5/);
  assert.match(warnings[1], /D5 takes 3 characters, this has 4/);
});

test("a formula is never written", () => {
  assert.deepEqual(fitRow({ state: "locked", slots: [slot("C5")] }, ["Yes"]).answers, {});
});
