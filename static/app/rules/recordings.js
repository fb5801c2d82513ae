/** What a recording may be: how long, how large; the server's own limits (same golden limits). And what a picked film is. */

const MB = 1_048_576;

/** @typedef {"audio" | "video"} Kind */

export const LIMITS = {
  audio: { seconds: 600, bytes: 16 * MB, bits_per_second: 48_000 },
  video: { seconds: 180, bytes: 64 * MB, bits_per_second: 2_500_000 },
};

/** Recording stops so many seconds' worth of bytes before the limit: the last piece has to fit too. */
const SPARE_SECONDS = 4;

/** In legal documents, which stay Chinese in every language. */
const KIND_IN_DOCUMENTS = { audio: "录音", video: "录像" };
/** Stands for the statement in words: what was only said aloud is not "no statement". */
export const SPOKEN = "见录音录像。";

/** @param {string} type @returns {Kind | null} null = no recording */
export function kindOf(type) {
  const name = type.split("/")[0];
  return name === "audio" || name === "video" ? name : null;
}

/** What is left of a recording. @param {Kind} kind @param {number} elapsedMs @param {number} bytes @returns {{ ms: number, bytes: number, isOver: boolean }} */
export function leftOf(kind, elapsedMs, bytes) {
  const limit = LIMITS[kind];
  const room = limit.bytes - (limit.bits_per_second / 8) * SPARE_SECONDS - bytes;
  const ms = Math.max(0, limit.seconds * 1_000 - elapsedMs);
  return { ms, bytes: Math.max(0, room), isOver: ms === 0 || room <= 0 };
}

/** 2:05 @param {number | null} ms */
export function clockWords(ms) {
  if (ms === null) return "";
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** By its first bytes; the server looks closer. @param {ArrayBuffer} head @returns {string | null} null = no film that we take */
export function mediaTypeOfFilm(head) {
  const start = String.fromCharCode(...new Uint8Array(head.slice(0, 12)));
  if (start.startsWith("\x1a\x45\xdf\xa3")) return "video/webm";
  const brand = /^....ftyp(....)/s.exec(start)?.[1];
  if (!brand || /^(hei[cxms]|hev[cx]|mif1|msf1|avi[fs]|M4A )$/.test(brand)) return null;
  return brand === "qt  " ? "video/quicktime" : brand.startsWith("3g") ? "video/3gpp" : "video/mp4";
}

/**
 * As the on-site record names them, each with its hash, so that the party signs for these very bytes.
 * @param {import("../types.js").Visit} visit @param {string[]} checklists of whoever writes the record
 * @param {(of: import("../types.js").Recording) => string} itemText
 */
export function recordingsInRecord(visit, checklists, itemText) {
  const own = new Set(["", ...checklists]);
  const all = Object.values(visit.recordings ?? {}).filter((one) => !one.is_discarded && own.has(one.checklist));
  return all.map((one) => ({
    kind: KIND_IN_DOCUMENTS[kindOf(one.media_type) ?? "audio"],
    length: clockWords(one.duration_ms),
    about: one.item ? itemText(one) : "当事人陈述",
    by_whom: one.by_whom,
    sha256: one.sha256,
  }));
}

/**
 * @param {import("../types.js").Visit} visit
 * @param {{ checklist?: string, item?: string, finding_id?: string }} of of what; of nothing = the party's statements
 */
export function recordingsOf(visit, { checklist = "", item = "", finding_id }) {
  return Object.values(visit.recordings ?? {}).filter(
    (one) => !one.is_discarded && one.checklist === checklist && one.item === item && one.finding_id === (finding_id ?? null),
  );
}
