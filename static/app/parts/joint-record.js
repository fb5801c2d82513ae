/** The one record of a joint visit (联合检查的现场检查笔录): composed by the lead's phone of all parts that it holds, and its supplements. */

import { html, nothing } from "lit-html";
import { localIso, today } from "../device/clock.js";
import { newId, sha256 } from "../device/ids.js";
import { itemsOf } from "../rules/checklists.js";
import { minuteOf } from "../rules/dated.js";
import { agencyOn, canonical } from "../rules/documents.js";
import { beyond, DEPARTMENTS, FOUND, isJoint, jointRecords, partsNow, sealedParts } from "../rules/joint-record.js";
import { findingsOf, photosOf, transferOf } from "../rules/visits.js";
import { chinese } from "./chinese.js";
import { agencyKindLabel } from "./labels.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 * @typedef {import("../types.js").LegalDocument} LegalDocument
 * @typedef {import("../rules/joint-record.js").Part} Part
 * @typedef {import("../rules/joint-record.js").Beyond} Beyond
 * @typedef {import("../rules/joint-record.js").PartFinding} PartFinding
 * @typedef {import("../rules/joint-record.js").Known} Known
 */

/** @param {Context} context @param {Visit} visit @returns {Known} */
export function knownTo({ app }, visit) {
  return {
    checklists: visit.checklists.flatMap(({ code, number }) => app.picture.checklist(code, number) ?? []),
    people: (id) => (id === app.me.id ? app.me : app.picture.colleagues.get(id)),
  };
}

/** @param {Context} context @param {Visit} visit */
export const isJointVisit = (context, visit) => isJoint(visit, knownTo(context, visit));

/** Whoever came for a department, as far as this phone knows. @param {Context} context @param {Visit} visit @param {string} kind */
function membersOf(context, visit, kind) {
  const { people } = knownTo(context, visit);
  const named = visit.officers.flatMap((one) => people(one.officer_id) ?? visit.shown_parts?.[one.officer_id] ?? []);
  const shown = Object.values(visit.shown_parts ?? {}).filter((one) => !visit.officers.some((known) => known.officer_id === one.id));
  return [...named, ...shown].filter((one) => one.agency_kind === kind);
}

/** What the record says of the parts, of their findings together, and who signs. @param {Context} context @param {Visit} visit */
export function jointFields(context, visit) {
  const parts = partsNow(visit, knownTo(context, visit)).map((part) => partInWords(context, visit, part));
  return {
    parts,
    checklists: parts.flatMap((part) => part.checklists),
    findings: parts.flatMap((part) => part.findings.map((one) => ({ ...one, item: `${part.department} · ${one.item}` }))),
    answers: summed(parts.map((part) => part.answers)),
    officers: parts.flatMap((part) => part.officers.map((one) => ({ ...one, department: part.department }))),
  };
}

/** @param {Array<Part["answers"]>} counts */
const summed = (counts) => counts.reduce((sum, one) => ({ met: sum.met + one.met, not_met: sum.not_met + one.not_met, not_applicable: sum.not_applicable + one.not_applicable }), { met: 0, not_met: 0, not_applicable: 0 });

/** `source` = how it came to this phone: by the record, shown by its own phone, or not at all. @param {Context} context @param {Visit} visit @param {Part} part */
function partInWords(context, visit, { kind, answers, findings }) {
  const members = membersOf(context, visit, kind);
  const shown = members.flatMap(({ id }) => visit.shown_parts?.[id] ?? []);
  const checklists = knownTo(context, visit).checklists.filter((one) => one.audience === kind);
  const isRecorded = checklists.some((one) => itemsOf(one).some((item) => visit.answers[`${one.code}/${item.code}`] || findingsOf(visit, one.code, item.code).length));
  return {
    kind,
    department: members[0]?.agency || DEPARTMENTS[kind] || kind,
    officers: members.map(({ name, badge_number }) => ({ name, badge_number: badge_number ?? "" })),
    checklists: checklists.map((one) => one.title.zh),
    answers,
    findings: findings.map((one) => findingInWords(context, visit, one)),
    source: shown.length ? "shown" : isRecorded || kind === context.app.me.agency_kind ? "record" : "absent",
    heads: shown.map(({ count, sha256: hash, more }) => ({ count, sha256: hash, more })),
  };
}

/** @param {Context} context @param {Visit} visit @param {PartFinding} one */
function findingInWords(context, visit, { id, text, severity }) {
  const known = visit.findings[id];
  const items = knownTo(context, visit).checklists.filter((one) => one.code === known?.checklist).flatMap(itemsOf);
  const item = items.find((one) => one.code === known?.item)?.text.zh ?? FOUND;
  return { id, item, text, severity, photos: photosOf(visit, { finding_id: id }).length, handed_to: transferOf(visit, id)?.to ?? "" };
}

/** What no sealed record says yet; nothing as long as none was sealed. @param {Context} context @param {Visit} visit @returns {Beyond[]} */
export function beyondTheRecord(context, visit) {
  const records = jointRecords(visit);
  return records.length ? beyond(records.map((one) => sealedParts(one.content)), partsNow(visit, knownTo(context, visit))) : [];
}

/** Told to the office's officers on the visit, with the way to make the supplement. @param {Context} context @param {Visit} visit */
export function supplementNotice(context, visit) {
  const missing = context.app.me.agency_kind === "district" ? beyondTheRecord(context, visit) : [];
  if (!missing.length) return nothing;
  return html`<section class="notice notice--warn" data-beyond=${missing.length}>
    <p>${t("检查笔录封存之后又收到了新的内容，应当制作补充笔录，由各方签名：")}</p>
    <ul>${missing.map((one) => html`<li><strong>${agencyKindLabel(one.kind)}</strong> ${one.added.map(({ text }) => html`<span>${chinese(text)} </span>`)}${one.withdrawn.length ? t("撤回问题 {count} 个", { count: one.withdrawn.length }) : nothing} ${one.answers ? t("检查项的结果有变动") : nothing}</li>`)}</ul>
    <p><button data-supplement @click=${() => sealSupplement(context, visit)}>${t("制作补充笔录")}</button></p>
  </section>`;
}

/** @param {Context} context @param {Visit} visit */
async function sealSupplement(context, visit) {
  const { app, router } = context;
  const [first] = jointRecords(visit).filter((one) => !one.content.supplements);
  const content = supplement(context, visit, first);
  const document_id = newId();
  const isKept = await app.tell(visit.id, "record_sealed", { document_id, content, sha256: await sha256(canonical(content)) });
  if (isKept) await router.go(`/phone/visits/${visit.id}/documents/${document_id}`);
}

/** Who, where and when as in the record that it supplements; and only what is new. @param {Context} context @param {Visit} visit @param {LegalDocument} first */
function supplement(context, visit, { id, content, sha256: hash }) {
  const book = context.app.bookOf(visit.id);
  const all = jointFields(context, visit).parts;
  const parts = beyondTheRecord(context, visit).map((one) => {
    const part = all.find(({ kind }) => kind === one.kind);
    const findings = one.added.map((added) => findingInWords(context, visit, added));
    return { kind: one.kind, department: part?.department ?? one.kind, officers: part?.officers ?? [], checklists: part?.checklists ?? [], answers: part?.answers, findings, withdrawn: one.withdrawn, has_new_answers: one.answers !== null };
  });
  const signers = [...content.officers, ...parts.flatMap((part) => part.officers.map((one) => ({ ...one, department: part.department })))];
  return {
    ...Object.fromEntries(["form", "number", "work", "work_number", "place", "party", "present", "started_at", "is_demonstration", "read"].map((name) => [name, content[name]])),
    agency: book ? agencyOn(book, today()) : content.agency,
    supplements: id,
    supplements_sha256: hash,
    supplements_ended_at: content.ended_at,
    ended_at: minuteOf(localIso()),
    parts,
    checklists: parts.flatMap((part) => part.checklists),
    findings: parts.flatMap((part) => part.findings.map((one) => ({ ...one, item: `${part.department} · ${one.item}` }))),
    answers: summed(parts.flatMap((part) => part.answers ?? [])),
    officers: [...new Map(signers.map((one) => [one.badge_number || one.name, one])).values()],
  };
}
