/** What belongs to the phone and not to one officer: who has been here, who last, in which language. Read before all else. */

/** @typedef {"login" | "language" | "officers"} Name `officers` = which officer's id each login was, as JSON */

/** @param {Name} name @returns {string} "" when nothing is kept */
export function phoneFact(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return ""; // a browser that bars storage is found out by `missingParts`
  }
}

/** @param {Name} name @param {string} value */
export const keepPhoneFact = (name, value) => localStorage.setItem(name, value);

/** @returns {Record<string, string>} officer's id by login, who came last first */
function officers() {
  try {
    return JSON.parse(phoneFact("officers") || "{}");
  } catch {
    return {};
  }
}

/** A login is a hint by which somebody is found with no network; the id is who they are. @param {string} login */
export const officerOf = (login) => new Map(Object.entries(officers())).get(login) ?? "";

/** Everybody who has signed in on this phone: first whose login it was, then who came last. @param {string} login */
export const officersHere = (login) => [...new Set([officerOf(login), ...Object.values(officers())])].filter(Boolean);

/** @param {string} login @param {string} officerId */
export function rememberOfficer(login, officerId) {
  const others = Object.entries(officers()).filter(([name, id]) => name !== login && id !== officerId);
  keepPhoneFact("officers", JSON.stringify(Object.fromEntries([[login, officerId], ...others])));
}
