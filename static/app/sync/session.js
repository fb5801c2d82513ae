/** Signing in and out on this phone. The device's key belongs to one officer on one phone. */

import { newKey, sign } from "../device/key.js";
import { wallMs } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { Database, databasesHere } from "../store/database.js";
import { dropHandles } from "../store/lock.js";
import { keepPhoneFact, officerOf, officersHere, phoneFact, rememberOfficer, unsentOf } from "../store/phone.js";
import { post, Refusal, token, useToken } from "./calls.js";

/**
 * @typedef {{ me: import("../types.js").Me, deviceId: string, privateKey: CryptoKey, jwk: Record<string, string> }} Identity
 */

/** @typedef {{ id: string, privateKey: CryptoKey, jwk: Record<string, string> }} Key one officer's on this phone */

const MOST_TRIES = 4;
const LEAVING_MS = 5_000;
const PREFIX = "officer ";
const LEFT = 0;
const DOOR = { post, token, useToken };

/** Another tab has begun the journal anew (store/chain.js) while we asked: its key is the one to sign in. */
class AnotherKey extends Error {}

/** The database of an officer, by their id: a login may be changed, and may one day be somebody else's. @param {string} officerId */
export const databaseOf = (officerId) => new Database(`${PREFIX}${officerId}`);

/**
 * Raises `NoAnswer` or `Refusal`. What the officer had not sent from this phone is still there afterwards, whatever their
 * login was when they said it: the server knows by the key whose phone it is.
 * @param {string} login @param {string} password @param {string} label @param {typeof DOOR} [door] how the server is reached
 * @returns {Promise<{ identity: Identity, database: Database }>}
 */
export async function signIn(login, password, label, door = DOOR) {
  await telling; // the answer to whoever left must not end the session that begins now
  try {
    return await signInOnce(login, password, label, door);
  } catch (error) {
    if (!(error instanceof AnotherKey)) throw error;
    return signInOnce(login, password, label, door);
  }
}

/** @param {string} login @param {string} password @param {string} label @param {typeof DOOR} door @returns {Promise<{ identity: Identity, database: Database }>} */
async function signInOnce(login, password, label, door) {
  for (const officerId of officersHere(login).slice(0, MOST_TRIES)) {
    const key = await keyOf(officerId);
    if (!key) continue;
    try {
      return await enter(login, key, await ask(login, password, label, key, door));
    } catch (error) {
      if (!isAnothers(error)) throw error;
    }
  }
  const key = { id: newId(), ...(await newKey()) };
  const answer = await ask(login, password, label, key, door);
  const earlier = await keyOf(answer.officer.id); // this phone had forgotten whose it is, but not their work
  return enter(login, earlier ?? key, earlier ? await ask(login, password, label, earlier, door) : answer);
}

/** @param {string} login @param {string} password @param {string} label @param {Key} key @param {typeof DOOR} door */
async function ask(login, password, label, key, door) {
  const nonce = await door.token();
  const proof = await sign(key.privateKey, { nonce, login, device: key.id });
  const answer = await door.post("/api/sign-in", { login, password, device: { id: key.id, jwk: key.jwk, label }, proof });
  door.useToken(answer.csrf);
  return answer;
}

/**
 * A new key on a phone that had noted unsent work under another one: what was here before is gone.
 * @param {string} login @param {Key} key @param {{ officer: import("../types.js").Me, expected?: import("../types.js").Expected[], office_key?: import("../store/lock.js").OfficeKey }} answer
 * @returns {Promise<{ identity: Identity, database: Database }>}
 */
async function enter(login, key, { officer, expected = [], office_key }) {
  const database = databaseOf(officer.id);
  const before = unsentOf(officer.id);
  const gone = before && before.device !== key.id && before.events + before.photos > 0 ? { gone: before } : {};
  await keepEntered(database, key, { me: officer, begun_anew: "", expected, signed_in: wallMs(), ...(office_key && { office_key }), ...gone });
  rememberOfficer(login, officer.id);
  keepPhoneFact("login", login);
  keepPhoneFact("leaving", ""); // a new session takes the place of the one before
  return { identity: { me: officer, deviceId: key.id, privateKey: key.privateKey, jwk: key.jwk }, database };
}

/** The key that signed in, unless another has signed since. @param {Database} database @param {Key} key @param {Record<string, unknown>} facts */
function keepEntered(database, key, facts) {
  return database.write(["facts"], async (tx) => {
    const store = tx.objectStore("facts");
    const there = await store.get("key");
    if (there && there.id !== key.id) throw new AnotherKey();
    for (const [name, value] of Object.entries({ key, ...facts })) store.put(value, name);
  });
}

/** @param {string} officerId @returns {Promise<Key | null>} */
async function keyOf(officerId) {
  const database = databaseOf(officerId);
  const key = await database.fact("key");
  database.close();
  return key ?? null;
}

/** The office opens what was wrapped for it: to say that it can (`to` = null), or for this page alone. @param {string} jwe @param {Record<string, string> | null} to @returns {Promise<{ fingerprint: string, jwe: string }>} */
export const askForKey = (jwe, to) => post("/api/recovery", { jwe, to });

/** @param {unknown} error */
const isAnothers = (error) => error instanceof Refusal && error.reasons.some((reason) => reason.code === "device_of_another");

/**
 * A browser that is killed forgets what `localStorage` was told in the last minute, but not what a database was.
 * @returns {Promise<string>} the id of the officer who signed in last and did not sign out, "" = nobody
 */
async function signedInLast() {
  let last = { at: 0, id: "" };
  for (const name of await databasesHere(PREFIX)) {
    const database = new Database(name);
    const at = Number(await database.fact("signed_in"));
    database.close();
    if (at > last.at) last = { at, id: name.slice(PREFIX.length) };
  }
  return last.id;
}

/** Who was signed in here last, with no network; null when nobody. @param {string} login @returns {Promise<{ identity: Identity, database: Database } | null>} */
export async function remembered(login) {
  const officerId = (login && officerOf(login)) || (await signedInLast());
  if (!officerId) return null;
  const database = databaseOf(officerId);
  const [key, me, signedIn] = await database.facts(["key", "me", "signed_in"]);
  if (!key || !me || signedIn === LEFT) {
    database.close();
    return null;
  }
  if (!login) {
    rememberOfficer(me.login, officerId);
    keepPhoneFact("login", me.login);
  }
  return { identity: { me, deviceId: key.id, privateKey: key.privateKey, jwk: key.jwk }, database };
}

/**
 * The next person sees nothing of this officer, at once and without a network; unsent work stays sealed in the officer's
 * own database. Resolves when the server has heard of it, or when nobody answered.
 * @param {Database} database @param {string} deviceId theirs on this phone: another window may tell it late, when the next person is signed in
 * @param {typeof DOOR} [door]
 */
export function signOut(database, deviceId, door = DOOR) {
  keepPhoneFact("login", "");
  keepPhoneFact("leaving", deviceId);
  database.close();
  const sealed = dropHandles(database, { signed_in: LEFT }).catch((error) => console.warn(error));
  return Promise.all([sealed.then(() => database.close()), tellOfLeaving(door)]).then(() => {});
}

/** @type {Promise<void> | null} */
let telling = null;

/** The server ends a session that somebody has left, also when it could not be told at the time. @param {typeof DOOR} [door] */
export function tellOfLeaving(door = DOOR) {
  if (!phoneFact("leaving")) return telling ?? Promise.resolve();
  telling ??= sayLeft(door).finally(() => (telling = null));
  return telling;
}

/** @param {typeof DOOR} door */
async function sayLeft(door) {
  try {
    const device = phoneFact("leaving");
    await door.post("/api/sign-out", device === "yes" ? {} : { device }, LEAVING_MS); // "yes" was kept by an earlier version
    keepPhoneFact("leaving", "");
  } catch (error) {
    if (error instanceof Refusal) keepPhoneFact("leaving", ""); // that session has ended already
  }
  if (!phoneFact("login")) door.useToken("");
}
