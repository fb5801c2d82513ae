/** The end of a visit: what is missing, what the party says, and the on-site record (现场检查笔录) to be read and signed. */

import { html, nothing } from "lit-html";
import { localIso, today } from "../device/clock.js";
import { newId, sha256 } from "../device/ids.js";
import { minuteOf } from "../rules/dated.js";
import { agencyOn, canonical } from "../rules/documents.js";
import { itemsOf } from "../rules/checklists.js";
import { SEVERITIES } from "../rules/joint-record.js";
import { recordingsInRecord, recordingsOf, SPOKEN } from "../rules/recordings.js";
import { countVerdicts, gapsOfVisit, isSealedFor, photosOf, transferOf } from "../rules/visits.js";
import { ownChecklists, ownFindings } from "../parts/departments.js";
import { chinese } from "../parts/chinese.js";
import { textField } from "../parts/fields.js";
import { officersOfVisit } from "../parts/officers.js";
import { leadsSaid } from "../parts/patrols.js";
import { isOfStreet } from "../rules/patrols.js";
import { isJointVisit, jointFields } from "../parts/joint-record.js";
import { askUnsent, needsReason, partsNotice } from "../parts/parts-to-come.js";
import { gradeOfVisit } from "../parts/place.js";
import { recordingStrip } from "../parts/recordings.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 * @typedef {import("../types.js").Checklist} Checklist
 */

const PLACES = { A: "现场定位", B: "入口定位", C: "扫描工程二维码", D: "人工填写", X: "定位与工程位置不符" };

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const work = visit && (await app.picture.work(visit.work_id));
  const back = `/phone/visits/${params.visit}`;
  if (!visit || !work) return { title: t("结束检查"), back, draw: () => html`<p class="empty">${t("这台手机上没有这次检查。")}</p>` };
  const firm = work.parties.find((one) => one.part === "manager" && one.name) ?? work.parties.find((one) => one.name);
  const draft = await Draft.open(app.database, `finish/${visit.id}`, { party: firm?.name ?? "", present: "", statement: "", speaker: "" });
  const now = () => app.picture.visit(visit.id) ?? visit;
  const unsent = askUnsent(context, visit);
  return { title: isOfStreet(app.me) ? t("结束巡查") : t("结束检查"), back, draw: () => draw(context, now(), work, draft, unsent), bar: () => bar(context, now(), work, draft) };
}

/** @param {Context} context @param {Visit} visit @param {Work} work @param {Draft} draft @param {import("../parts/parts-to-come.js").Unsent} unsent */
function draw(context, visit, work, draft, unsent) {
  const checklists = ownChecklists(context, visit);
  const left = checklists.flatMap((checklist) => gapsOfVisit(visit, checklist));
  const [counts, findings] = [countVerdicts(visit, checklists), ownFindings(context, visit)];
  const undelivered = [...Object.values(visit.decisions), ...Object.values(visit.orders)].filter((one) => one.stage === "made");
  return html`${partsNotice(context, visit, draft, unsent)}${left.length ? html`<div class="notice notice--warn">${t("还差 {count} 项没有检查。", { count: left.length })} <a class="link" href="/phone/visits/${visit.id}">${t("回去补上")}</a></div>` : nothing}
    ${undelivered.map((one) => html`<div class="notice notice--warn">${t("文书 {number} 还没有交付。", { number: one.number })}</div>`)}
    <div class="card">
      <p><strong lang="zh-CN">${work.name}</strong><br /><span class="soft">${minuteOf(visit.started_at)} – ${minuteOf(localIso())}</span></p>
      <p class="tally"><span class="badge badge--good">${t("合格 {count}", { count: counts.met })}</span><span class="badge badge--bad">${t("不合格 {count}", { count: counts.not_met })}</span><span class="badge">${t("不适用 {count}", { count: counts.not_applicable })}</span></p>
      ${findings.length ? html`<ol>${findings.map((one) => html`<li>${chinese(one.text)} <small class="soft">${t("照片 {count} 张", { count: photosOf(visit, { finding_id: one.id }).length })}</small></li>`)}</ol>` : html`<p class="soft">${t("未发现问题。")}</p>`}
    </div>
    ${isOfStreet(context.app.me) ? leadsSaid(visit) : theirWords(context, visit, draft)}`;
}

/** Who was inspected, and what they say. @param {Context} context @param {Visit} visit @param {Draft} draft */
function theirWords(context, visit, draft) {
  const set = (/** @type {Record<string, any>} */ changes) => draft.set(changes);
  return html`${textField({ id: "party", label: t("被检查单位"), value: draft.values.party, save: (party) => set({ party }) })}
    ${textField({ id: "present", label: t("在场人员（姓名、职务）"), value: draft.values.present, save: (present) => set({ present }) })}
    ${textField({ id: "statement", label: t("当事人陈述"), hint: t("没有意见可以不填"), rows: 3, value: draft.values.statement, save: (statement) => set({ statement }) })}
    ${textField({ id: "speaker", label: t("陈述人（录音录像时）"), hint: t("不填则为在场人员"), value: draft.values.speaker, save: (speaker) => set({ speaker }) })}
    ${recordingStrip(context, visit, {}, { sealed: isSealedFor(visit, context.app.me.id), label: t("当事人陈述的录音录像"), byWhom: () => speakerOf(draft.values) })}`;
}

/** Who speaks, in few words: the field of the event is a short one. @param {Record<string, string>} values */
const speakerOf = ({ speaker, present, party }) => (speaker.trim() || present.trim() || party.trim()).slice(0, 400);

/** @param {Context} context @param {Visit} visit @param {Work} work @param {Draft} draft */
function bar(context, visit, work, draft) {
  const { app, router } = context;
  const isOffice = app.me.agency_kind === "district";
  const leads = visit.officers[0]?.officer_id === app.me.id;
  const onlyMine = async () => {
    if (!(await app.tell(visit.id, "visit_finished", {}))) return;
    await draft.drop();
    await router.go(`/phone/visits/${visit.id}`, { replace: true });
  };
  return html`${leads && isOffice ? nothing : html`<button class=${isOfStreet(app.me) ? "button--main" : ""} data-only-mine @click=${onlyMine}>${isOfStreet(app.me) ? t("结束巡查") : t("只结束我的部分")}</button>`}
    ${isOffice ? html`<button class="button--main" data-seal @click=${() => seal(context, visit, work, draft)}>${t("制作检查笔录")}</button>` : nothing}`;
}

/** @param {Context} context @param {Visit} visit @param {Work} work @param {Draft} draft */
async function seal(context, visit, work, draft) {
  const { app, router } = context;
  if (needsReason(context, visit) && !draft.values.parts_reason?.trim()) return document.getElementById("parts-reason")?.focus();
  await draft.keep();
  const statement = draft.values.statement.trim();
  if (statement) await app.tell(visit.id, "statement_made", { text: statement, by_whom: draft.values.present || draft.values.party });
  const content = record(context, visit, work, draft.values);
  const document_id = newId();
  const isKept = await app.tell(visit.id, "record_sealed", { document_id, content, sha256: await sha256(canonical(content)) });
  if (isKept) await router.go(`/phone/visits/${visit.id}/documents/${document_id}`, { replace: true });
}

/** The record's content: what was seen, in Chinese, as it will be read and signed. @param {Context} context @param {Visit} visit @param {Work} work @param {Record<string, string>} values */
function record(context, visit, work, values) {
  const { app } = context;
  const book = app.bookOf(visit.id);
  const checklists = ownChecklists(context, visit);
  const place = gradeOfVisit(visit, work);
  return {
    form: "inspection_record",
    number: "",
    agency: book ? agencyOn(book, today()) : app.me.agency,
    work: work.name,
    work_number: work.number,
    place: `${work.street} ${work.address}`,
    started_at: minuteOf(visit.started_at),
    ended_at: minuteOf(localIso()),
    party: values.party,
    present: values.present,
    checklists: checklists.map((one) => one.title.zh),
    findings: ownFindings(context, visit).map((one) => ({
      item: itemText(checklists, one),
      text: one.text,
      severity: SEVERITIES[one.severity],
      photos: photosOf(visit, { finding_id: one.id }).length,
      handed_to: transferOf(visit, one.id)?.to ?? "",
    })),
    answers: countVerdicts(visit, checklists),
    statement: statementIn(context, visit, values),
    recordings: recordingsOfRecord(context, visit, checklists),
    officers: officersOfVisit(context, visit).map(({ name, badge_number }) => ({ name, badge_number })),
    place_grade: placeInWords(place),
    code_number: visit.code_number,
    notice_number: visit.notice_number,
    read: book?.templates.record_read ?? "",
    is_demonstration: book?.is_demonstration ?? false,
    ...(isJointVisit(context, visit) ? { ...jointFields(context, visit), parts_reason: values.parts_reason?.trim() ?? "" } : {}),
  };
}

/** Also those of a re-inspection, about what was ordered on an earlier visit. @param {Context} context @param {Visit} visit @param {Checklist[]} checklists */
function recordingsOfRecord({ app }, visit, checklists) {
  const ordered = app.picture.orders.get(visit.order_id ?? "")?.items ?? [];
  const codes = [...checklists.map((one) => one.code), ...ordered.map((one) => one.checklist)];
  return recordingsInRecord(visit, codes, (of) => ordered.find((one) => one.finding_id === of.finding_id)?.text ?? itemText(checklists, of));
}

/** @param {Context} context @param {Visit} visit @param {Record<string, string>} values */
function statementIn({ app }, visit, values) {
  const isSpoken = recordingsOf(visit, {}).length > 0;
  return values.statement.trim() || (isSpoken ? SPOKEN : app.bookOf(visit.id)?.templates.no_statement) || "";
}

/** @param {import("../rules/places.js").PlaceGrade} place */
const placeInWords = ({ grade, distance_m }) =>
  distance_m === null ? `${grade}（${PLACES[grade]}）` : `${grade}（${PLACES[grade]}，距出入口 ${distance_m} 米）`;

/** @param {Checklist[]} checklists @param {{ checklist: string, item: string }} of */
function itemText(checklists, of) {
  const checklist = checklists.find((one) => one.code === of.checklist);
  return (checklist && itemsOf(checklist).find((item) => item.code === of.item)?.text.zh) ?? of.item;
}
