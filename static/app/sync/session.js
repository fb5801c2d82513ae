/** Signing in and out on this phone. The device's key belongs to one officer on one phone. */

import { newKey, sign } from "../device/key.js";
import { newId } from "../device/ids.js";
import { Database } from "../store/database.js";
import { keepPhoneFact } from "../store/phone.js";
import { post, token, useToken } from "./calls.js";

/**
 * @typedef {{ me: import("../types.js").Me, deviceId: string, privateKey: CryptoKey, jwk: Record<string, string> }} Identity
 */

/** The database of an officer; the name is the login, which is known before the server is asked. @param {string} login */
export const databaseOf = (login) => new Database(`officer ${login}`);

/**
 * Raises `NoAnswer` or `Refusal`. What the officer had not sent from this phone is still there afterwards.
 * @param {string} login @param {string} password @param {string} label @returns {Promise<{ identity: Identity, database: Database }>}
 */
export async function signIn(login, password, label) {
  const database = databaseOf(login);
  const key = (await database.fact("key")) ?? { id: newId(), ...(await newKey()) };
  const nonce = await token();
  const proof = await sign(key.privateKey, { nonce, login, device: key.id });
  const answer = await post("/api/sign-in", { login, password, device: { id: key.id, jwk: key.jwk, label }, proof });
  useToken(answer.csrf);
  await database.keepFacts({ key, me: answer.officer });
  keepPhoneFact("login", login);
  return { identity: { me: answer.officer, deviceId: key.id, privateKey: key.privateKey, jwk: key.jwk }, database };
}

/** Who was signed in here last, with no network; null when nobody. @param {string | undefined} login @returns {Promise<{ identity: Identity, database: Database } | null>} */
export async function remembered(login) {
  if (!login) return null;
  const database = databaseOf(login);
  const [key, me] = await database.facts(["key", "me"]);
  if (!key || !me) {
    database.close();
    return null;
  }
  return { identity: { me, deviceId: key.id, privateKey: key.privateKey, jwk: key.jwk }, database };
}

/** The next person sees nothing of this officer; unsent work stays sealed in the officer's own database. @param {Database} database */
export async function signOut(database) {
  keepPhoneFact("login", "");
  database.close();
  await post("/api/sign-out", {}).catch(() => {}); // with no network the session ends by itself in time
  useToken("");
}

