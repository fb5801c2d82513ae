/** Refusals in words: the sentence from the one catalogue, the article by its full title. */

import { citationText } from "../rules/statutes.js";
import { currentLanguage, listed, say, t } from "../words/translate.js";

/**
 * @param {import("../types.js").Refusal} refusal @param {import("../types.js").Rulebook} rulebook
 * @returns {{ code: string, sentence: string, law: string }}
 */
export function inWords({ code, law, facts }, rulebook) {
  const sentence = rulebook.problems[code]?.[currentLanguage()] ?? code;
  return {
    code,
    sentence: sentence.replace(/\{(\w+)\}/g, (_all, name) => {
      const value = facts[name] ?? "";
      if (Array.isArray(value)) return listed(value.map((one) => factInWords(one, rulebook)));
      return typeof value === "string" ? factInWords(value, rulebook) : String(value);
    }),
    law: law ? citationText(law, rulebook.laws) : "",
  };
}

/** Words that a rule put into its facts: the title of an act, or a label. @param {string} value @param {import("../types.js").Rulebook} rulebook */
function factInWords(value, rulebook) {
  const act = Object.values(rulebook.acts).find((one) => one.title.zh === value);
  return act ? say(act.title) : t(value);
}

/** A reason as the server gave it, in the officer's language when the catalogue knows it and needs no facts. @param {import("../types.js").Reason} reason @param {import("../types.js").Rulebook | null} rulebook */
export function serverReason(reason, rulebook) {
  const known = rulebook?.problems[reason.code]?.[currentLanguage()];
  return known && !known.includes("{") ? known : reason.sentence;
}
