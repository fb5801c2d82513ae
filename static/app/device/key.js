/** The device's key: made here, never leaves; signs compact JWS (ES256, RFC 7515). */

import { base64url } from "./base64.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** @returns {Promise<{ privateKey: CryptoKey, jwk: Record<string, string> }>} the private key cannot be exported */
export async function newKey() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { privateKey: pair.privateKey, jwk: { kty: kty ?? "", crv: crv ?? "", x: x ?? "", y: y ?? "" } };
}

const encoder = new TextEncoder();
const HEADER = base64url(encoder.encode('{"alg":"ES256"}'));

/** @param {CryptoKey} privateKey @param {unknown} payload @returns {Promise<string>} */
export async function sign(privateKey, payload) {
  const input = `${HEADER}.${base64url(encoder.encode(JSON.stringify(payload)))}`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, encoder.encode(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

const fromBase64url = (/** @type {string} */ text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** Is this compact JWS (ES256) signed by the key? What is no such text is not. @param {JsonWebKey} jwk @param {string} token @returns {Promise<boolean>} */
export async function verify(jwk, token) {
  const [header, body, signature] = token.trim().split(".");
  try {
    if (JSON.parse(new TextDecoder().decode(fromBase64url(header))).alg !== "ES256") return false;
    const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, CURVE, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, fromBase64url(signature), encoder.encode(`${header}.${body}`));
  } catch {
    return false;
  }
}
