/**
 * The lock on an officer's database. One random data key seals everything; on disk it lies only wrapped: by the officer's
 * PIN, to the office's public key for when the PIN is forgotten, and, until this window is locked, by a secret that only
 * this window's session has, so that a reload asks for nothing.
 *
 * @typedef {import("./database.js").Database} Database
 * @typedef {{ kid: string, jwk: Record<string, string> }} OfficeKey
 * @typedef {{ salt: Uint8Array<ArrayBuffer>, iterations: number, box: ArrayBuffer }} PinWrap
 * @typedef {{ version: 1, pin: PinWrap, office: { kid: string, jwe: string }, proof: ArrayBuffer, made_at: string }} Lock
 *   `proof` = something known, sealed with the data key: by it a key is recognised as the right one
 */

import { base64url, fromBase64url } from "../device/base64.js";
import { localIso, wallMs } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { keyFromPin, keyOf, newKeyBytes, newWrappingPair, seal, unseal, unwrap, wrapTo } from "../device/seal.js";
import { waitMs } from "../rules/pins.js";
import { Vault } from "./vault.js";

export const ITERATIONS = 600_000; // of PBKDF2-SHA-256
const PROOF = new TextEncoder().encode("inspect data key 1");
const HANDLE = "handle";

export class WrongPin extends Error {}

/** Another window has made the lock; with a second key what it sealed would be lost. */
export class AlreadyLocked extends Error {}

/** What was wrapped did not come back the same: nothing is sealed with such a key. */
export class NotWrapped extends Error {}

/** @param {Database} database @returns {Promise<Lock | undefined>} */
export const lockOf = (database) => database.fact("lock");

/** @param {Uint8Array} one @param {Uint8Array} other */
const isSame = (one, other) => one.length === other.length && one.every((byte, index) => byte === other[index]);

/**
 * The first lock. Before anything is sealed both wraps are proved: the office opens its one and says what it found.
 * @param {Database} database @param {{ pin: string, officerId: string, office: OfficeKey, rehearse: (jwe: string) => Promise<string>, iterations?: number }} how
 *   `rehearse` gives the SHA-256 of the key that the office has found
 */
export async function makeLock(database, { pin, officerId, office, rehearse, iterations }) {
  const bytes = newKeyBytes();
  const jwe = await wrapTo(office.jwk, { key: base64url(bytes), officer: officerId });
  if ((await rehearse(jwe)) !== (await fingerprint(bytes))) throw new NotWrapped("the office's key does not open it");
  await keepLock(database, bytes, { pin, office: { kid: office.kid, jwe }, iterations, isFirst: true });
}

/**
 * Another PIN for the same key, or the first one. Opens the database.
 * @param {Database} database @param {Uint8Array<ArrayBuffer>} bytes the data key @param {{ pin: string, office: Lock["office"], iterations?: number, isFirst?: boolean }} how
 */
export async function keepLock(database, bytes, { pin, office, iterations = ITERATIONS, isFirst = false }) {
  const before = await lockOf(database);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const box = await seal(await keyFromPin(pin, salt, iterations), bytes);
  /** @type {Lock} */
  const lock = { version: 1, pin: { salt, iterations, box }, office, proof: await seal(await keyOf(bytes), PROOF), made_at: localIso() };
  await database.write(["facts"], async (tx) => {
    if (isFirst && (await tx.objectStore("facts").get("lock"))) throw new AlreadyLocked();
    tx.objectStore("facts").put(lock, "lock");
  });
  const readBack = await keyBehind(await lockOf(database), pin).catch(() => null);
  if (!readBack || !isSame(readBack, bytes)) {
    await database.keepFacts({ lock: before });
    throw new NotWrapped("read back differently");
  }
  await database.keepFacts({ tries: null });
  if (database.memory) database.memory.facts.lock = lock;
  await open(database, bytes);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<string>} */
async function fingerprint(bytes) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Raises `OperationError` for another PIN. @param {Lock | undefined} lock @param {string} pin */
async function keyBehind(lock, pin) {
  if (!lock) throw new NotWrapped("no lock");
  const { salt, iterations, box } = lock.pin;
  return new Uint8Array(await unseal(await keyFromPin(pin, salt, iterations), box));
}

/** How long until somebody may try again, in ms. @param {Database} database */
export const waitOf = async (database) => waitMs(await database.fact("tries"), wallMs());

/** Raises `WrongPin`; a try counts before it is made, so that no kill undoes it. @param {Database} database @param {string} pin */
export async function unlock(database, pin) {
  const [lock, tries, office, me] = await database.facts(["lock", "tries", "office_key", "me"]);
  if (waitMs(tries, wallMs())) throw new WrongPin();
  await noteTries(database, { wrong: (tries?.wrong ?? 0) + 1, at: wallMs() });
  const bytes = await keyBehind(lock, pin).catch((error) => {
    throw error instanceof DOMException && error.name === "OperationError" ? new WrongPin() : error;
  });
  await noteTries(database, null);
  if (office && me && office.kid !== lock.office.kid) await wrapAnew(database, lock, office, { key: base64url(bytes), officer: me.id });
  await open(database, bytes);
}

/** The office has another key than when the lock was made. @param {Database} database @param {Lock} lock @param {OfficeKey} office @param {{ key: string, officer: string }} content */
async function wrapAnew(database, lock, office, content) {
  const wrapped = { kid: office.kid, jwe: await wrapTo(office.jwk, content) };
  await database.keepFacts({ lock: { ...lock, office: wrapped } }).catch((error) => console.warn(error));
}

/** A full disk must not keep its officer out. @param {Database} database @param {{ wrong: number, at: number } | null} tries */
const noteTries = (database, tries) => database.keepFacts({ tries }).catch((error) => console.warn(error));

/** The data key comes from the office, for this answer alone. @param {Database} database @param {(jwe: string, to: Record<string, string>) => Promise<string>} ask @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function recovered(database, ask) {
  const lock = await lockOf(database);
  if (!lock) throw new NotWrapped("no lock");
  const { privateKey, jwk } = await newWrappingPair();
  const bytes = fromBase64url((await unwrap(privateKey, await ask(lock.office.jwe, jwk))).key);
  await unseal(await keyOf(bytes), lock.proof);
  return bytes;
}

/** @param {Database} database @param {Uint8Array<ArrayBuffer>} bytes are forgotten here; the browser's own key stays */
async function open(database, bytes) {
  database.vault = new Vault(await keyOf(bytes));
  await keepHandle(database, bytes).catch((error) => console.warn(error)); // then a reload asks for the PIN
  bytes.fill(0);
}

/** @param {Database} database @param {Uint8Array<ArrayBuffer>} bytes */
async function keepHandle(database, bytes) {
  const [id, secret] = [newId(), newKeyBytes()];
  await database.keepFacts({ [`${HANDLE} ${id}`]: { box: await seal(await keyOf(secret), bytes), at: wallMs() } });
  sessionStorage.setItem(HANDLE, `${id} ${base64url(secret)}`);
}

/** This window was open before it was loaded again. @param {Database} database @param {(at: number) => boolean} isFresh */
export async function reopen(database, isFresh) {
  const [id, secret] = handleHere();
  const kept = id && (await database.fact(`${HANDLE} ${id}`));
  if (!kept || !secret || !isFresh(kept.at)) return false;
  try {
    const bytes = new Uint8Array(await unseal(await keyOf(fromBase64url(secret)), kept.box));
    database.vault = new Vault(await keyOf(bytes));
    bytes.fill(0);
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}

/** Was this window open before it was loaded again? Then the lock is likely to open by itself. */
export const mayReopen = () => Boolean(handleHere()[0]);

function handleHere() {
  try {
    return (sessionStorage.getItem(HANDLE) ?? "").split(" ");
  } catch {
    return [];
  }
}

/** No window of this officer's opens by itself any more. @param {Database} database @param {Record<string, unknown>} [facts] that are kept in the same breath */
export async function dropHandles(database, facts = {}) {
  try {
    sessionStorage.removeItem(HANDLE);
  } catch {
    // a browser that bars storage has none
  }
  await database.write(["facts"], (tx) => {
    tx.objectStore("facts").delete(IDBKeyRange.bound(`${HANDLE} `, `${HANDLE} \uffff`));
    for (const [name, value] of Object.entries(facts)) tx.objectStore("facts").put(value, name);
  });
}
