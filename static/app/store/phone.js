/** What belongs to the phone and not to one officer: who was here last, and in which language. Read before all else. */

/** @param {"login" | "language"} name @returns {string} "" when nothing is kept */
export function phoneFact(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return ""; // a browser that bars storage is found out by `missingParts`
  }
}

/** @param {"login" | "language"} name @param {string} value */
export const keepPhoneFact = (name, value) => localStorage.setItem(name, value);
