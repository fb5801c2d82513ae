/** The officer's data key while it is open, in memory alone: what it closes goes to the disk, what it opens comes from there. */

import { seal, unseal } from "../device/seal.js";

/** @typedef {{ box: ArrayBuffer, of: "json" | "bytes" }} Sealed */

/** Nobody has opened the lock, or it was closed meanwhile. */
export class Locked extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {any} value @returns {value is Sealed} */
export const isSealed = (value) => value?.box instanceof ArrayBuffer && (value.of === "json" || value.of === "bytes");

/** What holds nothing stays as it is. @param {unknown} value */
const isNothing = (value) => value === null || value === undefined || value === "";

export class Vault {
  /** @param {CryptoKey} key @param {(error: unknown) => void} [failed] something could not be sealed, and is kept as it is */
  constructor(key, failed = () => {}) {
    /** @type {CryptoKey | null} */
    this.key = key;
    this.failed = failed;
  }

  /** Sealing that fails is never the reason for a loss: then the value itself is given back. @param {any} value @returns {Promise<any>} */
  async close(value) {
    if (!this.key) throw new Locked();
    if (isNothing(value) || isSealed(value)) return value;
    try {
      const isBytes = value instanceof ArrayBuffer;
      const box = await seal(this.key, isBytes ? value : encoder.encode(JSON.stringify(value)));
      return { box, of: isBytes ? "bytes" : "json" };
    } catch (error) {
      this.failed(error);
      return value;
    }
  }

  /** @param {any} value @returns {Promise<any>} */
  async open(value) {
    if (!isSealed(value)) return value;
    if (!this.key) throw new Locked();
    const bytes = await unseal(this.key, value.box);
    return value.of === "bytes" ? bytes : JSON.parse(decoder.decode(bytes));
  }

  forget() {
    this.key = null;
  }
}
