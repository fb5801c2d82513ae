/** Sealing and wrapping, with the browser's own cryptography alone: AES-GCM-256, PBKDF2, and JWE (ECDH-ES, RFC 7516). */

import { base64url, fromBase64url } from "./base64.js";

/** @typedef {Record<string, string>} Jwk */

const IV_BYTES = 12;
const KEY_BYTES = 32;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const HEADER = { alg: "ECDH-ES", enc: "A256GCM" };
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const newKeyBytes = () => crypto.getRandomValues(new Uint8Array(KEY_BYTES));

/** @param {BufferSource} bytes @returns {Promise<CryptoKey>} never given out again by the browser */
export const keyOf = (bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

/** @param {CryptoKey} key @param {BufferSource} bytes @returns {Promise<ArrayBuffer>} IV, ciphertext and tag */
export async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes);
  const box = new Uint8Array(IV_BYTES + sealed.byteLength);
  box.set(iv);
  box.set(new Uint8Array(sealed), IV_BYTES);
  return box.buffer;
}

/** Raises `OperationError` when it is another key's, or was altered. @param {CryptoKey} key @param {ArrayBuffer} box @returns {Promise<ArrayBuffer>} */
export const unseal = (key, box) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(box, 0, IV_BYTES) }, key, new Uint8Array(box, IV_BYTES));

/** The slow way from a PIN to a key. @param {string} pin @param {BufferSource} salt @param {number} iterations @returns {Promise<CryptoKey>} */
export async function keyFromPin(pin, salt, iterations) {
  const secret = await crypto.subtle.importKey("raw", encoder.encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 8 * KEY_BYTES }, false, ["encrypt", "decrypt"]);
}

/** A pair for one answer, which lives as long as the page. @returns {Promise<{ privateKey: CryptoKey, jwk: Jwk }>} */
export async function newWrappingPair() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  return { privateKey: pair.privateKey, jwk: await publicJwk(pair.publicKey) };
}

/** @param {CryptoKey} key @returns {Promise<Jwk>} */
async function publicJwk(key) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key);
  return { kty: kty ?? "", crv: crv ?? "", x: x ?? "", y: y ?? "" };
}

/** Only the holder of that key's private part can read it. @param {Jwk} jwk @param {unknown} content @returns {Promise<string>} a compact JWE */
export async function wrapTo(jwk, content) {
  const ours = await newWrappingPair();
  const header = base64url(encoder.encode(JSON.stringify({ ...HEADER, epk: ours.jwk })));
  const key = await agreedKey(ours.privateKey, jwk);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: "AES-GCM", iv, additionalData: encoder.encode(header) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, key, encoder.encode(JSON.stringify(content))));
  return [header, "", base64url(iv), base64url(sealed.subarray(0, -16)), base64url(sealed.subarray(-16))].join(".");
}

/** @param {CryptoKey} privateKey @param {string} jwe @returns {Promise<any>} */
export async function unwrap(privateKey, jwe) {
  const [header, , iv, text, tag] = jwe.split(".");
  const { epk } = JSON.parse(decoder.decode(fromBase64url(header)));
  const key = await agreedKey(privateKey, epk);
  const how = { name: "AES-GCM", iv: fromBase64url(iv), additionalData: encoder.encode(header) };
  const box = new Uint8Array([...fromBase64url(text), ...fromBase64url(tag)]);
  return JSON.parse(decoder.decode(await crypto.subtle.decrypt(how, key, box)));
}

/** Concat KDF (RFC 7518, 4.6) for A256GCM: one round of SHA-256. @param {CryptoKey} privateKey @param {Jwk} jwk @returns {Promise<CryptoKey>} */
async function agreedKey(privateKey, { kty, crv, x, y }) {
  const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, privateKey, 256));
  const about = [...[0, 0, 0, HEADER.enc.length], ...encoder.encode(HEADER.enc), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
  const round = new Uint8Array([0, 0, 0, 1, ...shared, ...about]);
  return keyOf(await crypto.subtle.digest("SHA-256", round));
}
