// @ts-check
/** Which words of an entry are those that it shares with the question. */

/** Endings that two forms of one word may differ in. */
const ENDINGS = new Set(
  ["", "s", "es", "e", "ed", "d", "ing", "ion", "ions", "ation", "ations", "er", "ers", "or", "ors", "ment", "ments", "ly", "y", "ies", "ied", "al", "age", "able"],
);

/**
 * @param {string} left
 * @param {string} right
 * @returns {boolean} true where both are forms of one word
 */
export function isSameWord(left, right) {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common += 1;
  if (common === a.length && common === b.length) return true;
  return common >= 3 && ENDINGS.has(a.slice(common)) && ENDINGS.has(b.slice(common));
}

/**
 * @param {string} text
 * @param {string[]} words
 * @returns {{text: string, marked: boolean}[]} the text in pieces
 */
export function markWords(text, words) {
  const parts = words.flatMap((word) => word.split(/[\s=]+/)).filter((word) => word.length > 1);
  /** @type {{text: string, marked: boolean}[]} */
  const pieces = [];
  for (const piece of text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []) {
    const marked = parts.some((word) => isSameWord(word, piece));
    const last = pieces.at(-1);
    if (last && last.marked === marked) last.text += piece;
    else pieces.push({ text: piece, marked });
  }
  return pieces;
}
