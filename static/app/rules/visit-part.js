/** What a phone shows of its officer's part of a joint visit (本部门的部分): signed, for the lead's camera. Pure. */

import { countVerdicts } from "./visits.js";
import { payloadIn } from "./invitations.js";

/**
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {{
 *   purpose: "visit_part", visit: string, device: string, at: string, is_ended: boolean, more: number, head: { count: number, sha256: string },
 *   officer: { id: string, name: string, badge_number: string, agency: string, agency_kind: string },
 *   answers: { met: number, not_met: number, not_applicable: number }, findings: Array<{ id: string, text: string, severity: string }>
 * }} VisitPart `head` = how many records of this visit the phone made, and the hash of the last; `more` = findings that found no room
 */

/** So much a camera still reads off a screen; a file may be longer. */
const CODE_BYTES = 1_250;
const FILE_BYTES = 2_700;
/** In an event a part is one long text. */
export const MOST_CHARS = 4_000;

/**
 * @param {Visit} visit @param {import("../types.js").Me} me @param {import("../types.js").Checklist[]} checklists those of one's own department
 * @param {{ device: string, at: string, head: { count: number, sha256: string }, isFile?: boolean }} by @returns {VisitPart}
 */
export function partOf(visit, me, checklists, { device, at, head, isFile = false }) {
  const codes = new Set(checklists.map((one) => one.code));
  const own = Object.values(visit.findings).filter((one) => codes.has(one.checklist) && !one.is_withdrawn);
  const findings = own.map(({ id, text, severity }) => ({ id, text, severity }));
  const { id, name, badge_number, agency, agency_kind } = me;
  const is_ended = visit.officers.some((one) => one.officer_id === me.id && one.finished_at !== null);
  const officer = { id, name, badge_number: badge_number ?? "", agency, agency_kind };
  const answers = countVerdicts(visit, checklists);
  return fitting({ purpose: "visit_part", visit: visit.id, device, at, is_ended, more: 0, head, officer, answers, findings }, isFile ? FILE_BYTES : CODE_BYTES);
}

/** Whole findings, as many as there is room for: half a sentence would be another finding. @param {VisitPart} part @param {number} most bytes @returns {VisitPart} */
function fitting(part, most) {
  const size = new TextEncoder().encode(JSON.stringify(part)).length;
  if (size <= most || !part.findings.length) return part;
  return fitting({ ...part, findings: part.findings.slice(0, -1), more: part.more + 1 }, most);
}

/** The text of a code or a file; null when it is no part of a visit. Who signed it, others say. @param {string} text @returns {VisitPart | null} */
export function partIn(text) {
  const found = text.length <= MOST_CHARS ? payloadIn(text) : null;
  return isPart(found) ? found : null;
}

/** @param {any} found */
const isPart = (found) =>
  found?.purpose === "visit_part" &&
  [found.visit, found.device, found.at, found.officer?.id, found.officer?.name, found.officer?.agency_kind, found.head?.sha256].every((one) => typeof one === "string") &&
  Number.isInteger(found.head.count) &&
  Array.isArray(found.findings) &&
  typeof found.answers === "object";
