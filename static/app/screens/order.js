/** An order to correct (责令改正): what, by when, to whom; from the findings of this visit, on a pre-numbered form. */

import { html, nothing } from "lit-html";
import { localIso, today } from "../device/clock.js";
import { newId, sha256 } from "../device/ids.js";
import { addDays, dayOf } from "../rules/dated.js";
import { gatesBeforeOrdering } from "../rules/decisions.js";
import { canonical, correctionOrder } from "../rules/documents.js";
import { knownOn } from "../rules/law.js";
import { refusal } from "../rules/penalties.js";
import { citationText } from "../rules/statutes.js";
import { chinese } from "../parts/chinese.js";
import { checkField, choiceField, reasonList, textField } from "../parts/fields.js";
import { nextForm } from "../parts/forms.js";
import { officerChoice, officersOfVisit, officersWith } from "../parts/officers.js";
import { inWords } from "../parts/reasons.js";
import { findingsToActOn } from "../parts/transfers.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 */

const PERIODS = [7, 15, 30];

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const work = visit && (await app.picture.work(visit.work_id));
  const back = `/phone/visits/${params.visit}`;
  if (!visit || !work || !app.rulebook) return { title: t("责令改正"), back, draw: () => html`<p class="empty">${t("资料还没有下载齐，请联网同步一次。")}</p>` };
  const draft = await Draft.open(app.database, `order/${visit.id}`, firstValues(context, visit, work));
  const set = (/** @type {Record<string, any>} */ changes) => (draft.set(changes), context.update());
  const now = () => app.picture.visit(visit.id) ?? visit;
  return {
    title: t("责令改正"),
    back,
    draw: () => draw(context, now(), draft, set),
    bar: () => html`<button class="button--main" data-make @click=${() => make(context, now(), work, draft)}>${t("制作责令改正通知书")}</button>`,
  };
}

/** @param {Context} context @param {Visit} visit @param {Work} work */
function firstValues(context, visit, work) {
  const party = work.parties.find((one) => one.part === "manager" && one.name) ?? work.parties.find((one) => one.name);
  const papers = [...Object.values(visit.orders), ...Object.values(visit.decisions)].filter((one) => one.stage !== "voided");
  const ordered = new Set(papers.flatMap((one) => one.finding_ids)); // a penalty orders the correction as well
  return {
    party_name: party?.name ?? "",
    findings: findingsToActOn(context, visit).filter((one) => !ordered.has(one.id)).map((one) => one.id),
    requirements: {},
    due_on: addDays(today(), 15),
    at_once: false,
    officers: officersOfVisit(context, visit).map((one) => one.id).slice(0, 2),
    reasons: [],
  };
}

/** @param {Context} context @param {Draft} draft @param {Visit} visit */
function corrections(context, draft, visit) {
  return findingsToActOn(context, visit)
    .filter((one) => draft.values.findings.includes(one.id))
    .map((one) => ({ finding_id: one.id, requirement: draft.values.requirements[one.id] ?? one.text }));
}

/** @param {Context} context @param {Visit} visit @param {Draft} draft @param {(changes: Record<string, any>) => void} set */
function draw(context, visit, draft, set) {
  const { values } = draft;
  const requirement = (/** @type {string} */ id) => (/** @type {string} */ text) => set({ requirements: { ...values.requirements, [id]: text } });
  const toggle = (/** @type {string} */ id) => (/** @type {boolean} */ on) => set({ findings: on ? [...values.findings, id] : values.findings.filter((/** @type {string} */ one) => one !== id) });
  const due = values.at_once ? "at_once" : String(PERIODS.find((days) => addDays(today(), days) === values.due_on) ?? "other");
  const choose = (/** @type {string} */ value) =>
    set(value === "at_once" ? { at_once: true } : { at_once: false, ...(value === "other" ? {} : { due_on: addDays(today(), Number(value)) }) });
  return html`${reasonList(values.reasons)}
    ${textField({ id: "party-name", label: t("当事人（单位或个人）"), value: values.party_name, required: true, save: (party_name) => set({ party_name }) })}
    <fieldset class="choice"><legend>${t("改正事项")}</legend>
      ${findingsToActOn(context, visit).map((one) => html`${checkField({ label: one.text ? chinese(one.text) : t("（未写明）"), checked: values.findings.includes(one.id), save: toggle(one.id) })}
        ${values.findings.includes(one.id) ? textField({ id: `requirement-${one.id}`, label: t("改正要求"), rows: 2, value: values.requirements[one.id] ?? one.text, save: requirement(one.id) }) : nothing}`)}
    </fieldset>
    ${choiceField({ name: "due", label: t("改正期限"), value: due, save: choose, options: [{ value: "at_once", label: t("立即") }, ...PERIODS.map((days) => ({ value: String(days), label: t("{days} 天", { days }) })), { value: "other", label: t("其他日期") }] })}
    ${values.at_once ? nothing : textField({ id: "due-on", label: t("最后一日"), type: "date", value: values.due_on, save: (due_on) => set({ due_on }) })}
    ${officerChoice(context, visit, values.officers, today(), (officers) => set({ officers }))}`;
}

/** Articles that the chosen findings breach; maintenance when none is named. @param {Context} context @param {Visit} visit @param {string[]} findings */
function basis({ app }, visit, findings) {
  const book = app.bookOf(visit.id);
  if (!book) return "";
  const codes = findings.flatMap((id) => visit.findings[id]?.acts ?? []);
  const acts = (codes.length ? codes : ["MAINTAIN"]).flatMap((code) => knownOn(book, code, today()) ?? []);
  return [...new Set(acts.flatMap((act) => act.duties))].map((duty) => citationText(duty, book.laws)).join("、");
}

/** @param {Context} context @param {Visit} visit @param {Work} work @param {Draft} draft */
async function make(context, visit, work, draft) {
  const { app, update, router } = context;
  const book = /** @type {import("../types.js").Rulebook} */ (app.bookOf(visit.id));
  const { values } = draft;
  const ordered_at = localIso();
  const officers = officersWith(context, values.officers);
  const wanted = corrections(context, draft, visit);
  const due_on = values.at_once ? null : values.due_on;
  const facts = { party_name: values.party_name, corrections: wanted, officers, ordered_on: dayOf(ordered_at), due_on, at_once: values.at_once };
  const form = await nextForm(app, "correction_order", facts.ordered_on);
  const faults = gatesBeforeOrdering(facts);
  if (!form) faults.push(refusal("no_form_left"));
  if (faults.length || !form) {
    draft.set({ reasons: faults.map((fault) => inWords(fault, book)) });
    update();
    return scrollTo(0, 0);
  }
  const grounds = basis(context, visit, values.findings);
  const content = correctionOrder(
    { number: form.number, party: values.party_name, work: work.name, place: work.address, basis: grounds, corrections: wanted.map((one) => one.requirement), due_on, at_once: values.at_once, officers, ordered_at },
    book,
  );
  const document_id = newId();
  const isKept = await app.tell(visit.id, "order_made", {
    order_id: newId(),
    document_id,
    block_id: form.block.id,
    serial: form.serial,
    content,
    sha256: await sha256(canonical(content)),
    party_name: values.party_name,
    corrections: wanted,
    officer_ids: values.officers,
    ordered_at,
    due_on,
    at_once: values.at_once,
    basis: grounds,
  });
  if (!isKept) return;
  await draft.drop();
  await router.go(`/phone/visits/${visit.id}/documents/${document_id}`, { replace: true });
}
