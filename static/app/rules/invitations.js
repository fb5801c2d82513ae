/** Invitations to join a visit (扫码参加): what the lead's phone signs, and what another reads out of it. Pure. */

/**
 * @typedef {{
 *   purpose: "join_visit", visit: string, kind: string, device: string, at: string,
 *   work: { id: string, number: string, name: string, street: string, address: string, status: string, entrances: import("../types.js").Entrance[] },
 *   lead: { id: string, name: string, agency: string }, checklists: Array<{ code: string, number: number }>
 * }} Invitation
 */

export const VALID_MS = 12 * 3_600_000;
const MOST_ENTRANCES = 3;
export const MOST_CHARS = 4_000;

/**
 * What is signed. It is shown to a camera: no party, no reason, no notes.
 * @param {import("../types.js").Visit} visit @param {import("../types.js").Work} work @param {import("../types.js").Me} me @param {{ device: string, at: string }} by
 * @returns {Invitation}
 */
export function invitationTo(visit, work, me, { device, at }) {
  const { id, number, name, street, address, status } = work;
  const entrances = work.entrances.slice(0, MOST_ENTRANCES);
  return {
    purpose: "join_visit",
    visit: visit.id,
    kind: visit.kind,
    device,
    at,
    work: { id, number, name, street, address, status, entrances },
    lead: { id: me.id, name: me.name, agency: me.agency },
    checklists: visit.checklists,
  };
}

/** The text of a code or a file; null when it is no invitation. Whether it is genuine, the office will see. @param {string} text @returns {Invitation | null} */
export function invitationIn(text) {
  const found = text.length <= MOST_CHARS ? payloadIn(text) : null;
  return isInvitation(found) ? found : null;
}

/** What a compact JWS says; null when it is none. Whether it is genuine is another question. @param {string} text @returns {any} */
export function payloadIn(text) {
  const [, body, signature] = text.trim().split(".");
  if (!body || !signature) return null;
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** @param {any} found */
const isInvitation = (found) =>
  found?.purpose === "join_visit" &&
  [found.visit, found.kind, found.at, found.work?.id, found.work?.name, found.lead?.id, found.lead?.name].every((one) => typeof one === "string") &&
  Number.isFinite(Date.parse(found.at)) &&
  Array.isArray(found.checklists);

/** @param {Invitation} invitation @param {number} now milliseconds */
export const isOver = (invitation, now) => now > Date.parse(invitation.at) + VALID_MS;

/** The work as far as an invitation tells of it: enough to stand at the right door. @param {Invitation} invitation @returns {import("../types.js").Work} */
export const workOf = ({ work }) => ({
  id: work.id,
  number: work.number ?? "",
  name: work.name,
  initials: "",
  address: work.address ?? "",
  street: work.street ?? "",
  status: /** @type {any} */ (work.status ?? "in_use"),
  area_m2: "0",
  peacetime_use: "",
  protection_class: "",
  built_year: null,
  is_key_project: false,
  notes: "",
  parties: [],
  entrances: work.entrances ?? [],
  past: [],
});
