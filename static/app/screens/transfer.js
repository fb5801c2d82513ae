/** Handing a finding over to the department with the power (移送), with no signal: the office issues the letter from what is said here. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { chinese } from "../parts/chinese.js";
import { choiceField, reasonList, textField } from "../parts/fields.js";
import { severityLabel } from "../parts/labels.js";
import { departments } from "../parts/transfers.js";
import { factsOfTransfer, reasonsOfTransfer } from "../rules/powers.js";
import { transferOf } from "../rules/visits.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 * @typedef {import("../types.js").Finding} Finding
 */

const MOST_CAUSE = 200;

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const finding = visit?.findings[params.finding];
  const work = visit && (await app.picture.work(visit.work_id));
  const [title, back] = [t("移送问题"), `/phone/visits/${params.visit}`];
  if (!visit || !finding || !work || app.me.agency_kind !== "district") return { title, back, draw: () => html`<p class="empty">${t("这台手机上没有这个问题。")}</p>` };
  const draft = await Draft.open(app.database, `transfer/${finding.id}`, firstValues(context, visit, finding, work));
  const set = (/** @type {Record<string, any>} */ changes) => (draft.set(changes), context.update());
  const isDone = () => transferOf(app.picture.visit(visit.id) ?? visit, finding.id) !== null;
  return {
    title,
    back,
    draw: () => draw(context, finding, draft, set),
    bar: () => (isDone() || !departments(app).length ? nothing : html`<button class="button--main" data-hand-over @click=${() => handOver(context, visit, finding, draft)}>${t("移送")}</button>`),
  };
}

/** What the record says already; the officer reads it and mends it. @param {Context} context @param {Visit} visit @param {Finding} finding @param {Work} work */
function firstValues({ app }, visit, finding, work) {
  const party = work.parties.find((one) => one.part === "manager" && one.name) ?? work.parties.find((one) => one.name);
  const audience = visit.checklists.map(({ code, number }) => app.picture.checklist(code, number)).find((one) => one?.code === finding.checklist)?.audience;
  const known = departments(app);
  const to = known.find((one) => one.kind === audience) ?? (known.length === 1 ? known[0] : null);
  return {
    to: to?.id ?? "",
    case_cause: finding.text.slice(0, MOST_CAUSE),
    party_name: party?.name ?? "",
    facts: factsOfTransfer(today(), work, finding.text),
    reasons: reasonsOfTransfer(app.bookOf(visit.id)?.laws ?? {}),
    contact: app.me.name,
    missing: [],
  };
}

/** @param {Context} context @param {Finding} finding @param {Draft} draft @param {(changes: Record<string, any>) => void} set */
function draw({ app }, finding, draft, set) {
  const { values } = draft;
  const known = departments(app);
  const save = (/** @type {string} */ name) => (/** @type {string} */ value) => draft.set({ [name]: value });
  if (!known.length) return html`<p class="empty">${t("手机上还没有协同部门的资料。请联网同步，或者在办公室移送。")}</p>`;
  return html`${reasonList(values.missing)}
    <div class="card"><p><span class="badge badge--bad">${severityLabel(finding.severity)}</span> ${chinese(finding.text)}</p>
      <p class="soft">${t("移送函在联网后由办公室出具、盖章、送达；移送后我们不再就这个问题责令改正或者处罚。")}</p></div>
    ${choiceField({ name: "to", label: t("移送给"), value: values.to, save: (to) => set({ to }), options: known.map(({ id, name }) => ({ value: id, label: name, lang: "zh-CN" })) })}
    ${textField({ id: "case-cause", label: t("案由"), value: values.case_cause, required: true, save: save("case_cause") })}
    ${textField({ id: "party-name", label: t("当事人（单位或个人）"), value: values.party_name, required: true, save: save("party_name") })}
    ${textField({ id: "facts", label: t("案件情况"), rows: 4, value: values.facts, required: true, save: save("facts") })}
    ${textField({ id: "reasons", label: t("移送的理由和依据"), rows: 3, value: values.reasons, required: true, save: save("reasons") })}
    ${textField({ id: "contact", label: t("联系人和电话"), value: values.contact, save: save("contact") })}`;
}

/** Fields of the letter that are still empty, in words. @param {Record<string, any>} values */
function missing(values) {
  const fields = { to: t("移送给"), case_cause: t("案由"), party_name: t("当事人（单位或个人）"), facts: t("案件情况"), reasons: t("移送的理由和依据") };
  return Object.entries(fields).filter(([name]) => !String(values[name] ?? "").trim()).map(([, label]) => t("请填写：{field}", { field: label }));
}

/** @param {Context} context @param {Visit} visit @param {Finding} finding @param {Draft} draft */
async function handOver({ app, router, update }, visit, finding, draft) {
  const { to, case_cause, party_name, facts, reasons, contact } = draft.values;
  const faults = missing(draft.values);
  const department = departments(app).find((one) => one.id === to);
  if (faults.length || !department) {
    draft.set({ missing: faults });
    update();
    return scrollTo(0, 0);
  }
  const said = { case_cause, party_name, facts, reasons, contact: contact.trim() || app.me.name };
  const data = { transfer_id: newId(), finding_id: finding.id, to_agency_id: department.id, to_agency_name: department.name, ...said };
  if (!(await app.tell(visit.id, "finding_handed_over", data))) return;
  await draft.drop();
  await router.go(`/phone/visits/${visit.id}`, { replace: true });
}
