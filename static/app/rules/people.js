/** Two officers, both with a certificate that is valid on the day: the phone's twin of rules/people.py. */

import { refusal } from "./penalties.js";
import { TWO_OFFICERS } from "./statutes.js";

/** @typedef {import("../types.js").OfficerFacts} OfficerFacts */

/** @param {OfficerFacts} officer @param {string} on */
export function certificateFault(officer, on) {
  if (!officer.badge_number || !officer.valid_until) return refusal("no_certificate", TWO_OFFICERS, { name: officer.name });
  const valid = (!officer.valid_from || officer.valid_from <= on) && on <= officer.valid_until;
  return valid ? null : refusal("certificate_not_valid", TWO_OFFICERS, { name: officer.name, on });
}

/** An expired certificate lets record, not sign the record. Who has none of ours (a partner) is not asked for one. @param {OfficerFacts} officer @param {string} on */
export function signerFault(officer, on) {
  if (!officer.valid_until || certificateFault(officer, on) === null) return null;
  return refusal("signer_not_certified", TWO_OFFICERS, { name: officer.name, on });
}

/** All faults together. @param {OfficerFacts[]} officers @param {string} on */
export function qualifiedOfficers(officers, on) {
  const badges = new Set(officers.map((officer) => officer.badge_number).filter(Boolean));
  const faults = badges.size >= 2 ? [] : [refusal("too_few_officers", TWO_OFFICERS, { present: badges.size })];
  return [...faults, ...officers.map((officer) => certificateFault(officer, on)).filter((fault) => fault !== null)];
}
