/** One record of a joint visit: each department's part as far as it is known, and what came after it was sealed. The phone's twin of rules/joint_records.py. Pure. */

import { countVerdicts, openFindings } from "./visits.js";

/**
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Checklist} Checklist
 * @typedef {{ met: number, not_met: number, not_applicable: number }} Counts
 * @typedef {{ id: string, text: string, severity: string }} PartFinding
 * @typedef {{ kind: string, answers: Counts, findings: PartFinding[], withdrawn: string[] }} Part
 * @typedef {{ kind: string, added: PartFinding[], withdrawn: PartFinding[], answers: Counts | null }} Beyond
 * @typedef {{ id: string, name: string, badge_number: string, agency: string, agency_kind: string }} Person
 * @typedef {{ checklists: Checklist[], people: (id: string) => Person | undefined }} Known
 */

export const SEVERITIES = /** @type {Record<string, string>} */ ({ minor: "轻微", ordinary: "一般", serious: "严重" });
/** Where a department's own name is not known to this phone. */
export const DEPARTMENTS = /** @type {Record<string, string>} */ ({ district: "区民防办", fire: "消防部门", work_safety: "应急部门", city: "市民防办", street: "街镇" });
/** Stands for the item of a finding that another phone showed. */
export const FOUND = "检查发现";
const VERDICTS = /** @type {Array<keyof Counts>} */ (["met", "not_met", "not_applicable"]);
const NOTHING = { met: 0, not_met: 0, not_applicable: 0 };

/** @param {Counts} counts */
const total = (counts) => VERDICTS.reduce((sum, name) => sum + (counts[name] ?? 0), 0);

/** What has arrived, and what phones showed of the rest: the later word on a finding is the record's. @param {Part} record @param {Part[]} shown @returns {Part} */
export function merged(record, shown) {
  const findings = new Map(record.findings.map((one) => [one.id, one]));
  let { answers } = record;
  for (const part of shown) {
    for (const one of part.findings) if (!findings.has(one.id) && !record.withdrawn.includes(one.id)) findings.set(one.id, one);
    if (total(part.answers) > total(answers)) ({ answers } = part);
  }
  return { ...record, answers, findings: [...findings.keys()].sort().map((id) => /** @type {PartFinding} */ (findings.get(id))) };
}

/** What a supplement (补充笔录) has to say. @param {Part[][]} sealed the parts of each record, in the order of sealing @param {Part[]} now @returns {Beyond[]} */
export const beyond = (sealed, now) =>
  now.map((part) => beyondOf(part, sealed.flat().filter((one) => one.kind === part.kind))).filter((one) => one.added.length || one.withdrawn.length || one.answers);

/** @param {Part} now @param {Part[]} sealed @returns {Beyond} */
function beyondOf(now, sealed) {
  /** @type {Map<string, PartFinding>} */
  const said = new Map();
  for (const part of sealed) {
    for (const one of part.findings) said.set(one.id, one);
    for (const id of part.withdrawn) said.delete(id);
  }
  const before = sealed.at(-1)?.answers ?? NOTHING;
  const isNew = (/** @type {PartFinding} */ one) => said.get(one.id)?.text !== one.text || said.get(one.id)?.severity !== one.severity;
  return {
    kind: now.kind,
    added: now.findings.filter(isNew),
    withdrawn: now.withdrawn.flatMap((id) => said.get(id) ?? []),
    answers: VERDICTS.every((name) => (before[name] ?? 0) === now.answers[name]) ? null : now.answers,
  };
}

/** @param {Record<string, any>} content of a sealed record @returns {Part[]} */
export const sealedParts = (content) =>
  (content.parts ?? []).map((/** @type {any} */ part) => ({
    kind: part.kind,
    answers: { ...NOTHING, ...part.answers },
    findings: (part.findings ?? []).map((/** @type {any} */ one) => ({ id: one.id, text: one.text, severity: one.severity })),
    withdrawn: (part.withdrawn ?? []).map((/** @type {any} */ one) => one.id),
  }));

/** Whose name is not under it: officers of every department, and "party". A refusal that was noted is not missing. @param {Record<string, any>} content @param {Array<{ signer: string, name: string, badge_number: string }>} signed @returns {string[]} */
export function signaturesMissing({ officers }, signed) {
  const missing = officers.filter((/** @type {{ name: string, badge_number: string }} */ one) => !signatureOf(signed, one)).map((/** @type {{ name: string }} */ one) => one.name);
  return signed.some((one) => one.signer === "party") ? missing : [...missing, "party"];
}

/** By badge; a department whose people have none with us signs by name. @template {{ signer: string, name: string, badge_number: string }} T @param {T[]} signed @param {{ name: string, badge_number: string }} officer @returns {T | undefined} */
export const signatureOf = (signed, { name, badge_number }) =>
  signed.find((one) => one.signer === "officer" && (badge_number ? one.badge_number === badge_number : !one.badge_number && one.name === name));

/** Sealed records of a joint visit, supplements too, in the order in which they were made. @param {Visit} visit */
export const jointRecords = (visit) => Object.values(visit.documents).filter((one) => one.form === "inspection_record" && Array.isArray(one.content.parts));

/** Does more than one department take part, as far as this phone knows? @param {Visit} visit @param {Known} known */
export const isJoint = (visit, known) => visit.kind === "joint" || partsNow(visit, known).length > 1;

/** Each department's part in the order in which they came along. @param {Visit} visit @param {Known} known @returns {Part[]} */
export function partsNow(visit, known) {
  const shown = Object.values(visit.shown_parts ?? {});
  const kinds = new Set([...visit.officers.map((one) => kindOfOfficer(visit, known, one.officer_id)), ...shown.map((one) => one.agency_kind)]);
  kinds.delete("");
  return [...kinds].map((kind) => merged(recorded(visit, known, kind), shown.filter((one) => one.agency_kind === kind).map(shownPart)));
}

/** @param {Visit} visit @param {Known} known @param {string} id */
const kindOfOfficer = (visit, known, id) => known.people(id)?.agency_kind ?? visit.shown_parts?.[id]?.agency_kind ?? "";

/** @param {Visit} visit @param {Known} known @param {string} kind @returns {Part} */
function recorded(visit, known, kind) {
  const audiences = new Map(known.checklists.map((one) => [one.code, one.audience]));
  const isOurs = (/** @type {import("../types.js").Finding} */ one) => (audiences.get(one.checklist) ?? known.people(one.by)?.agency_kind) === kind;
  const findings = openFindings(visit).filter(isOurs).map((one) => ({ id: one.id, text: one.text, severity: SEVERITIES[one.severity] ?? one.severity }));
  const withdrawn = Object.values(visit.findings).filter((one) => one.is_withdrawn && isOurs(one)).map((one) => one.id).sort();
  return { kind, answers: countVerdicts(visit, known.checklists.filter((one) => one.audience === kind)), findings, withdrawn };
}

/** @param {import("../types.js").ShownPart} shown @returns {Part} */
const shownPart = ({ agency_kind, answers, findings }) => ({
  kind: agency_kind,
  answers: { ...NOTHING, ...answers },
  findings: findings.map(({ id, text, severity }) => ({ id, text, severity: SEVERITIES[severity] ?? severity })),
  withdrawn: [],
});
