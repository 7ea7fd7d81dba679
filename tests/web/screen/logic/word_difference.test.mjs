import assert from "node:assert/strict";
import { test } from "node:test";
import { compareWords } from "../../../../qbot/web/static/review/word_difference.js";

const WORDS = ["data", "is", "kept", "encrypted", "at", "rest", ".", " ", "24", "hours", "\n"];

/** A source of numbers that gives the same ones each time. */
function makeRandom(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const keep = (pieces, ...kinds) => pieces.filter((one) => kinds.includes(one.kind)).map((one) => one.text).join("");

test("both texts can be read out of the difference, whatever they are", () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = makeRandom(seed);
    const write = () => Array.from({ length: random(14) }, () => WORDS[random(WORDS.length)]).join("");
    const [before, after] = [write(), write()];
    const pieces = compareWords(before, after);
    assert.equal(keep(pieces, "same", "removed"), before);
    assert.equal(keep(pieces, "same", "added"), after);
  }
});

test("one changed word is one removed and one added piece", () => {
  assert.deepEqual(compareWords("Told within 24 hours.", "Told within 72 hours."), [
    { kind: "same", text: "Told within " },
    { kind: "removed", text: "24" },
    { kind: "added", text: "72" },
    { kind: "same", text: " hours." },
  ]);
});

test("equal texts are one piece, and two empty ones none", () => {
  assert.deepEqual(compareWords("The same.", "The same."), [{ kind: "same", text: "The same." }]);
  assert.deepEqual(compareWords("", ""), []);
});

test("texts too long to align are shown whole, at once", () => {
  const [before, after] = [Array(3000).fill("old").join(" "), Array(3000).fill("new").join(" ")];
  assert.deepEqual(compareWords(before, after).map((one) => one.kind), ["removed", "added"]);
});
