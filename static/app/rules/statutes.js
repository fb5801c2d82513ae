/** Articles as they are cited on the wire ("penalty:第五十一条") and as a document writes them. */

/** @param {string} law code of the law @param {string} article */
const cite = (law, article) => `${law}:${article}`;

export const ON_THE_SPOT = cite("penalty", "第五十一条");
export const ON_THE_SPOT_FORM = cite("penalty", "第五十二条第一款");
export const ON_THE_SPOT_CONTENT = cite("penalty", "第五十二条第二款");
export const CORRECTION_WITH_PENALTY = cite("penalty", "第二十八条第一款");
export const TO_THE_COMPETENT = cite("penalty", "第二十二条");
export const BENCHMARKS = cite("penalty", "第三十四条");
export const LAW_IN_FORCE = cite("penalty", "第三十七条");
export const TWO_OFFICERS = cite("penalty", "第四十二条第一款");
export const TELL_BEFORE_DECIDING = cite("penalty", "第四十四条");
export const HEAR_THE_PARTY = cite("penalty", "第四十五条");
export const PAY_WITHIN_15_DAYS = cite("penalty", "第六十七条第三款");
export const COLLECT_ON_THE_SPOT = cite("penalty", "第六十八条");
export const COLLECT_WHERE_REMOTE = cite("penalty", "第六十九条");
export const RECEIPT = cite("penalty", "第七十条");
export const REFUSAL_TO_SIGN = cite("civil_procedure", "第八十九条");
export const SITE_RECORD_SIGNED = cite("evidence", "第十五条");
export const WORKING_DAYS = cite("penalty", "第八十五条");

/**
 * 《中华人民共和国行政处罚法》第五十一条
 * @param {string} citation @param {Record<string, string>} laws titles by code, from the rulebook
 */
export function citationText(citation, laws) {
  const at = citation.indexOf(":");
  return `《${laws[citation.slice(0, at)] ?? citation.slice(0, at)}》${citation.slice(at + 1)}`;
}
