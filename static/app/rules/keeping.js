/**
 * How long a phone keeps the bytes of a photo that the server holds: until a backup of the server holds them as well,
 * for a server that is put back to an older copy asks for them again. All moments are the server's.
 *
 * @typedef {{ now: string, backed_up_until: string | null }} Safety what the server last said of itself
 */

const LONGEST_MS = 14 * 24 * 3_600_000;
const ROOM_BYTES = 1_073_741_824;

/**
 * `free` = bytes that the browser says are left, null when it does not tell. A photo without `kept_at` was confirmed by
 * a server that says nothing of backups.
 * @param {string | undefined} kept_at when the server first named it @param {Safety | undefined} safety @param {number | null} free
 */
export function mayGo(kept_at, safety, free) {
  if (!kept_at || !safety || (free !== null && free < ROOM_BYTES)) return true;
  const kept = Date.parse(kept_at);
  if (safety.backed_up_until && Date.parse(safety.backed_up_until) >= kept) return true;
  return Date.parse(safety.now) - kept > LONGEST_MS;
}

/** The moment in a time token of the server; "" when it cannot be read. @param {string} token */
export function timeIn(token) {
  try {
    const body = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return String(JSON.parse(atob(body)).time ?? "");
  } catch {
    return "";
  }
}
