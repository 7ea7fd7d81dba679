// @ts-check
/** Templates as in JSX, written in plain JavaScript: htm bound to Preact; and Preact's hooks. */
import htm from "../vendor/htm.module.js";
import { h } from "../vendor/preact.module.js";

export const html = htm.bind(h);
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.module.js";
