// @ts-check
/** The parts of a score, rounded so that what is shown adds up to the sum that is shown. */

/** @import {Part} from "./types.js" */

/**
 * @param {Part[]} parts
 * @returns {{rows: {name: string, text: string, shown: string}[], sum: string}} the largest effect first
 */
export function writeParts(parts) {
  const total = Math.round(parts.reduce((sum, part) => sum + part.value, 0) * 100);
  const floors = parts.map((part) => Math.floor(part.value * 100));
  let left = total - floors.reduce((sum, one) => sum + one, 0);
  const rests = parts.map((part, index) => ({ index, rest: part.value * 100 - (floors[index] ?? 0) }));
  for (const { index } of rests.sort((one, other) => other.rest - one.rest)) {
    if (left <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left -= 1;
  }
  const rows = parts.map((part, index) => ({ name: part.name, text: part.text, hundredths: floors[index] ?? 0 }));
  rows.sort((one, other) => Math.abs(other.hundredths) - Math.abs(one.hundredths));
  return {
    rows: rows.map(({ name, text, hundredths }) => ({ name, text, shown: writeHundredths(hundredths) })),
    sum: writeHundredths(total),
  };
}

/** @param {number} hundredths */
function writeHundredths(hundredths) {
  const sign = hundredths < 0 ? "−" : "+";
  return `${hundredths === 0 ? "" : sign}${(Math.abs(hundredths) / 100).toFixed(2)}`;
}
