// @ts-check
/** What outlives a reload of the page, in the tab's own storage. */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} KeptIn */

/**
 * @param {KeptIn} storage
 * @param {string} key
 * @returns {any} what was kept, or null; whoever reads it checks its shape
 */
export function readKept(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {KeptIn} storage
 * @param {string} key
 * @param {unknown} value  null, an empty list or an empty map forget it
 */
export function keep(storage, key, value) {
  const plain = value instanceof Map ? [...value] : value;
  if (plain === null || (Array.isArray(plain) && !plain.length)) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(plain));
}

/**
 * @param {KeptIn} storage
 * @param {string} key
 * @returns {Map<string, any>} what was kept by name; whoever reads it checks its shape
 */
export function readKeptMap(storage, key) {
  const pairs = readKept(storage, key);
  return new Map(Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.length === 2) ? pairs : []);
}
