// @ts-check
/** The difference of two texts, word by word. */

/** @typedef {{kind: "same" | "added" | "removed", text: string}} Piece */

/** Beyond so many pairs of words the texts are shown whole: the table would cost more than it tells. */
const LIMIT = 400_000;

/**
 * @param {string} before
 * @param {string} after
 * @returns {Piece[]} pieces that give `before` without the added ones and `after` without the removed ones
 */
export function compareWords(before, after) {
  const left = splitWords(before);
  const right = splitWords(after);
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const middle = alignWords(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return joinPieces([
    ...asPieces(left.slice(0, start), "same"),
    ...middle,
    ...asPieces(left.slice(left.length - end), "same"),
  ]);
}

/** @param {string} text */
function splitWords(text) {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/**
 * @param {string[]} words
 * @param {Piece["kind"]} kind
 * @returns {Piece[]}
 */
function asPieces(words, kind) {
  return words.map((text) => ({ kind, text }));
}

/**
 * @param {string[]} left
 * @param {string[]} right
 * @returns {Piece[]}
 */
function alignWords(left, right) {
  if (!left.length || !right.length || left.length * right.length > LIMIT) {
    return [...asPieces(left, "removed"), ...asPieces(right, "added")];
  }
  const table = countCommon(left, right);
  const width = right.length + 1;
  /** @type {Piece[]} */
  const pieces = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [old, fresh] = [left[i] ?? "", right[j] ?? ""];
    if (old === fresh) {
      pieces.push({ kind: "same", text: old });
      i += 1;
      j += 1;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) {
      pieces.push({ kind: "removed", text: old });
      i += 1;
    } else {
      pieces.push({ kind: "added", text: fresh });
      j += 1;
    }
  }
  return [...pieces, ...asPieces(left.slice(i), "removed"), ...asPieces(right.slice(j), "added")];
}

/**
 * @param {string[]} left
 * @param {string[]} right
 * @returns {Uint32Array} the longest common run of words from each pair of places on, row by row
 */
function countCommon(left, right) {
  const width = right.length + 1;
  const table = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [below, beside] = [table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0];
      table[i * width + j] = left[i] === right[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  }
  return table;
}

/**
 * @param {Piece[]} pieces
 * @returns {Piece[]} neighbours of one kind as one piece, the removed before the added where they stand side by side
 */
function joinPieces(pieces) {
  /** @type {Piece[]} */
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}
