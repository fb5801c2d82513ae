/** What a letter of transfer (移送) says until a person mends it. The phone's twin of rules/powers.py. */

import { citationText, TO_THE_COMPETENT } from "./statutes.js";

/** @param {string} day @param {{ name: string, address: string }} work @param {string} finding */
export const factsOfTransfer = (day, work, finding) => `${day} 检查${work.name}（${work.address}）时发现：${finding}`;

/** @param {Record<string, string>} laws titles by code, from the rulebook */
export const reasonsOfTransfer = (laws) => `上述情况不属于本机关职权，依据${citationText(TO_THE_COMPETENT, laws)}移送有权机关处理。`;
