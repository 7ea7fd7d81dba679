// @ts-check
/** Days and moments, as a person reads them. */

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/**
 * @param {string | null} text  an ISO day or moment
 * @param {Date} [today]
 * @returns {string} the day, with its year where it is another one
 */
export function writeDay(text, today = new Date()) {
  const day = text ? new Date(text) : null;
  if (!day || Number.isNaN(day.getTime())) return text ?? "";
  return day.getFullYear() === today.getFullYear() ? DAY.format(day) : DAY_AND_YEAR.format(day);
}

/** @param {string} text  an ISO moment */
export function writeMoment(text) {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : `${writeDay(text)}, ${CLOCK.format(moment)}`;
}
