/** When a paper may be handed over: who signed it, or what was noted of the refusal. The phone's twin of rules/deliveries.py. */

import { refusal } from "./penalties.js";
import { ON_THE_SPOT_CONTENT, ON_THE_SPOT_FORM, REFUSAL_TO_SIGN, SITE_RECORD_SIGNED, TWO_OFFICERS } from "./statutes.js";

/**
 * @typedef {import("../types.js").Refusal} Refusal
 * @typedef {import("../types.js").Signature} Signature
 * @typedef {{ name: string, badge_number: string }} Signer
 */

/** 执法人员签名；当事人签收，拒绝签收的注明（行政处罚法第五十二条）。 @param {Signature[]} signatures @param {Signer[]} officers */
export const gatesBeforeDelivery = (signatures, officers) => [
  ...unsigned(signatures, officers, ON_THE_SPOT_CONTENT),
  ...refusalNotNoted(signatures, ON_THE_SPOT_FORM),
];

/**
 * 执法人员签名；当事人签收，拒收的记明事由，由见证人签名，或者拍照、录像留置（民事诉讼法第八十九条）。
 * @param {Signature[]} signatures @param {Signer[]} officers @param {number} photos of the paper, as it was left behind
 */
export const gatesBeforeOrderDelivery = (signatures, officers, photos) => [
  ...unsigned(signatures, officers, TWO_OFFICERS),
  ...refusalNotNoted(signatures, REFUSAL_TO_SIGN),
  ...unseen(signatures, photos),
];

/** 现场笔录由执法人员和当事人签名，拒绝的注明原因（行政诉讼证据规定第十五条）。 @param {Signature[]} signatures @param {Signer[]} officers */
export const gatesBeforeSealing = (signatures, officers) => [
  ...unsigned(signatures, officers, SITE_RECORD_SIGNED),
  ...refusalNotNoted(signatures, SITE_RECORD_SIGNED),
];

/** @param {Signature[]} signatures */
const ofParty = (signatures) => signatures.filter((one) => one.signer === "party");

/** @param {Signature[]} signatures @param {Signer[]} officers @param {string} law @returns {Refusal[]} */
function unsigned(signatures, officers, law) {
  const signed = new Set(signatures.filter((one) => one.signer === "officer").map((one) => one.badge_number));
  const missing = officers.filter((officer) => !signed.has(officer.badge_number));
  return missing.map((officer) => refusal("signature_missing", law, { who: officer.name }));
}

/** @param {Signature[]} signatures @param {string} law @returns {Refusal[]} */
function refusalNotNoted(signatures, law) {
  const isNoted = ofParty(signatures).some((one) => !one.is_refused || one.reason.trim());
  return isNoted ? [] : [refusal("refusal_not_noted", law)];
}

/** A paper left with somebody who would not sign needs a witness, or a picture of it. @param {Signature[]} signatures @param {number} photos @returns {Refusal[]} */
function unseen(signatures, photos) {
  const party = ofParty(signatures);
  const refused = party.find((one) => one.is_refused);
  const isSettled = party.some((one) => !one.is_refused) || !refused?.reason.trim() || refused.witness.trim() || photos > 0;
  return isSettled ? [] : [refusal("witness_missing", REFUSAL_TO_SIGN)];
}
