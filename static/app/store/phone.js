/** What belongs to the phone and not to one officer: who has been here, who last, in which language. Read before all else. */

/**
 * @typedef {"login" | "language" | "officers" | "unsent" | "leaving" | "touched" | "locked"} Name `login` = who is signed in here, "" = nobody;
 * `officers` = which officer's id each login was, `unsent` = what each had still to send, both as JSON;
 * `leaving` = whose device signed out and the server has not heard of it; `touched` = when somebody last touched the app,
 * `locked` = whose data were last locked, for other windows
 */

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

/** @param {Name} name @returns {Record<string, any>} */
function table(name) {
  try {
    return JSON.parse(phoneFact(name) || "{}");
  } catch {
    return {};
  }
}

/** Officer's id by login, who came last first. @returns {Record<string, string>} */
const officers = () => table("officers");

/** A login is a hint by which somebody is found with no network; the id is who they are. @param {string} login */
export const officerOf = (login) => new Map(Object.entries(officers())).get(login) ?? "";

/** Everybody who has signed in on this phone: first whose login it was, then who came last. @param {string} login */
export const officersHere = (login) => [...new Set([officerOf(login), ...Object.values(officers())])].filter(Boolean);

/** @param {string} login @param {string} officerId */
export function rememberOfficer(login, officerId) {
  const others = Object.entries(officers()).filter(([name, id]) => name !== login && id !== officerId);
  keepPhoneFact("officers", JSON.stringify(Object.fromEntries([[login, officerId], ...others])));
}

/** The browser has wiped what it knew while the page was open: who is signed in stays so. @param {string} login @param {string} officerId */
export function stayKnown(login, officerId) {
  try {
    if (localStorage.getItem("login") !== null) return;
    rememberOfficer(login, officerId);
    keepPhoneFact("login", login);
  } catch {
    // a browser that bars storage
  }
}

/** Has this officer signed out, or somebody else in, be it in another tab? A phone whose memory was wiped does not say so. @param {string} officerId */
export function hasLeft(officerId) {
  try {
    return localStorage.getItem("login") !== null && officerOf(phoneFact("login")) !== officerId;
  } catch {
    return false;
  }
}

/**
 * @typedef {{ device: string, events: number, photos: number, at: string }} Unsent what an officer's database held at last;
 * kept apart from it, so that somebody can say what is gone when it is gone
 */

/** @param {string} officerId @param {Unsent} unsent */
export function noteUnsent(officerId, unsent) {
  try {
    keepPhoneFact("unsent", JSON.stringify({ ...table("unsent"), [officerId]: unsent }));
  } catch {
    // a hint; without it nothing is lost
  }
}

/** @param {string} officerId @returns {Unsent | null} null = never noted */
export const unsentOf = (officerId) => table("unsent")[officerId] ?? null;
