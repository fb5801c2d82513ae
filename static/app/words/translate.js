/** Chinese is the source text; the other language is loaded only when it is chosen. */

/** @typedef {"zh" | "en"} Language */

/** @type {Language} */
let language = "zh";
/** @type {Record<string, string>} */
let english = {};

export const currentLanguage = () => language;

/** @param {Language} wanted */
export async function useLanguage(wanted) {
  if (wanted === "en") ({ english } = await import("./en.js"));
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
}

/** English words for one thing stand before a bar, for several behind it; `count` decides. @param {string} text @param {unknown} count */
const counted = (text, count) => text.split("|").at(count === 1 ? 0 : -1) ?? text;

/** The text in the chosen language, {placeholders} filled. @param {string} chinese @param {Record<string, string | number>} [values] */
export function t(chinese, values) {
  const text = language === "en" ? counted(english[chinese] ?? chinese, values?.count) : chinese;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all)) : text;
}

/** Data that carries both languages. @param {import("../types.js").Words | null | undefined} words */
export const say = (words) => (words ? (language === "en" && words.en ? words.en : words.zh) : "");

/** Several things in one line, with the language's own comma. @param {string[]} parts */
export const listed = (parts) => parts.join(language === "zh" ? "、" : ", ");
