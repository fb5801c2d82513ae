/** Beginning a visit: what kind, which checklists, who is here, which papers. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { agencyKindLabel, paperLabel, visitKindLabel } from "../parts/labels.js";
import { chinese } from "../parts/chinese.js";
import { checkField, choiceField, textField } from "../parts/fields.js";
import { certificateHint, colleaguesInOrder } from "../parts/officers.js";
import { scanPlateOf } from "../parts/plates.js";
import { hasPaper, overTheCap, papersNeeded } from "../rules/visit-kinds.js";
import { isOfStreet } from "../rules/patrols.js";
import { Draft } from "../store/drafts.js";
import { say, t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Work} Work
 */

const KINDS = ["planned", "special", "triggered", "joint", "surprise", "head_led", "re_inspection", "patrol"];

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const work = await app.picture.work(params.work);
  if (!work) return { title: t("开始检查"), back: "/phone/find", draw: () => html`<p class="empty">${t("手机里没有这个工程，请联网同步后再试。")}</p>` };
  const query = new URLSearchParams(location.search);
  const planned = app.picture.visit(query.get("visit") ?? "");
  const orderId = query.get("order") ?? planned?.order_id ?? null;
  const joins = planned !== null && planned.stage !== "planned" && planned.stage !== "cancelled";
  const title = joins ? t("参加检查") : isOfStreet(app.me) ? t("开始巡查") : t("开始检查");
  const draft = await Draft.open(app.database, `start/${planned?.id ?? work.id}`, firstValues(context, work, planned, orderId));
  const set = (/** @type {Record<string, any>} */ changes) => (draft.set(changes), context.update());
  return {
    title,
    back: `/phone/works/${work.id}`,
    draw: () => draw(context, work, draft, set, planned, joins),
    bar: () => html`<button class="button--main" data-start @click=${() => start(context, work, draft, planned, orderId)}>${title}</button>`,
  };
}

/** @param {Context} context @param {Work} work @param {import("../types.js").Visit | null} planned @param {string | null} orderId */
function firstValues({ app }, work, planned, orderId) {
  const fitting = fittingChecklists(app, work);
  const ours = new Set(fitting.map((one) => one.code));
  const usual = fitting.length === 1 || isOfStreet(app.me) || work.status === "in_use" ? fitting.slice(0, 1).map((one) => one.code) : [];
  const known = planned?.checklists.map((one) => one.code) ?? [];
  return {
    kind: isOfStreet(app.me) ? "patrol" : (planned?.kind ?? (orderId ? "re_inspection" : "planned")),
    checklists: orderId || known.some((code) => ours.has(code)) ? known : [...known, ...usual],
    officers: planned?.officers.map((one) => one.officer_id).filter((id) => id !== app.me.id) ?? [],
    code_number: planned?.code_number ?? "",
    notice_number: planned?.notice_number ?? "",
    reason: planned?.reason ?? "",
    plate: null,
  };
}

/**
 * Published checklists for this work: those of the officer's own part, or else those that the office may take partners along for.
 * @param {import("../app.js").App} app @param {Work} work @param {boolean} [own]
 */
function fittingChecklists(app, work, own = true) {
  return [...app.picture.checklists.values()].filter(
    (one) => one.state === "published" && (own ? one.body.audience === app.me.agency_kind : ![app.me.agency_kind, "street"].includes(one.body.audience)) && (one.body.status === null || one.body.status === work.status),
  );
}

/** @param {Context} context @param {Work} work @param {Draft} draft @param {(changes: Record<string, any>) => void} set @param {import("../types.js").Visit | null} planned @param {boolean} joins */
function draw(context, work, draft, set, planned, joins) {
  const { app } = context;
  const { values } = draft;
  const toggle = (/** @type {string} */ field, /** @type {string} */ value) => (/** @type {boolean} */ on) =>
    set({ [field]: on ? [...values[field], value] : values[field].filter((/** @type {string} */ one) => one !== value) });
  const isOffice = app.me.agency_kind === "district";
  const others = isOffice && values.kind === "joint" && !joins ? fittingChecklists(app, work, false) : [];
  return html`<p class="card" lang="zh-CN"><strong>${work.name}</strong><br /><span class="soft">${work.number} · ${work.address}</span></p>
    ${plateLine(app, work, draft.values.plate, (plate) => set({ plate }))}
    ${planned || isOfStreet(app.me) ? nothing : choiceField({ name: "kind", label: t("检查种类"), value: values.kind, options: KINDS.map((code) => ({ value: code, label: visitKindLabel(code) })), save: (kind) => set({ kind }) })}
    <fieldset class="choice"><legend>${t("检查表")}</legend>
      ${fittingChecklists(app, work).map((one) => checkField({ label: say(one.body.title), checked: values.checklists.includes(one.code), save: toggle("checklists", one.code) }))}
    </fieldset>
    ${others.length
      ? html`<fieldset class="choice" data-others><legend>${t("协同部门的检查表（由他们填写）")}</legend>
          ${others.map((one) => checkField({ label: say(one.body.title), hint: agencyKindLabel(one.body.audience), checked: values.checklists.includes(one.code), save: toggle("checklists", one.code) }))}
        </fieldset>`
      : nothing}
    ${isOfStreet(app.me) ? html`${neighbours(app, values, toggle)}<p class="notice" data-street-only>${t("巡查只看、只记、只上报：不检查证照，不责令改正，不处罚。")}</p>` : joins ? nothing : html`${companions(context, values, toggle)} ${papers(context, values, set)} ${inHand(context, work, values, planned)}`}`;
}

/**
 * The plate at the door, scanned before one goes down.
 * @param {import("../app.js").App} app @param {Work} work @param {import("../parts/plates.js").PlateFix | null} plate @param {(plate: import("../parts/plates.js").PlateFix) => void} keep
 */
const plateLine = (app, work, plate, keep) =>
  html`<p class="row"><button data-scan-plate @click=${() => scanPlateOf(app, work, keep)}>${t("扫标牌")}</button>
    <span class="soft" role="status" data-plate=${plate?.kind ?? ""}>${plate === null ? t("到了出入口先扫标牌，没有信号也能证明到场。") : plate.kind === "typed" ? plate.reason : plate.plate_match === "own" ? t("已扫本工程的标牌。") : t("已记下标牌；手机里查不到，同步后由服务器核对。")}</span></p>`;

/** Who comes along; the own team first. @param {Context} context @param {Record<string, any>} values @param {(field: string, value: string) => (on: boolean) => void} toggle */
function companions(context, values, toggle) {
  const { app } = context;
  const colleagues = colleaguesInOrder(context, today()).filter((one) => ["inspector", "supervisor", "legal_reviewer", "head", "partner"].includes(one.role));
  const mine = colleagues.filter((one) => one.team && one.team === app.me.team);
  const others = colleagues.filter((one) => !mine.includes(one));
  return html`<fieldset class="choice"><legend>${t("同行人员")}</legend>
      ${mine.map((one) => checkField({ label: chinese(one.name), hint: one.badge_number ? certificateHint(one, today()) : undefined, checked: values.officers.includes(one.id), save: toggle("officers", one.id) }))}
      <details ?open=${others.some((one) => values.officers.includes(one.id))}><summary>${t("其他小组和部门")}</summary>
        ${others.map((one) => checkField({ label: chinese(one.name), hint: chinese([one.agency, one.team].filter(Boolean).join(" ")), checked: values.officers.includes(one.id), save: toggle("officers", one.id) }))}
      </details>
    </fieldset>`;
}

/** Others of the same street who walk along. @param {import("../app.js").App} app @param {Record<string, any>} values @param {(field: string, value: string) => (on: boolean) => void} toggle */
function neighbours(app, values, toggle) {
  const others = [...app.picture.colleagues.values()].filter((one) => one.id !== app.me.id && one.agency_kind === "street" && !one.is_disabled);
  if (!others.length) return nothing;
  return html`<fieldset class="choice"><legend>${t("同行人员")}</legend>
    ${others.map((one) => checkField({ label: chinese(one.name), checked: values.officers.includes(one.id), save: toggle("officers", one.id) }))}
  </fieldset>`;
}

/** What was learned at the door. @param {Context} context @param {Record<string, any>} values @param {(changes: Record<string, any>) => void} set */
const papers = ({ app }, values, set) =>
  html`${textField({ id: "code-number", label: t("检查码"), hint: t("上海市统一综合执法系统取得的检查码"), value: values.code_number, save: (code_number) => set({ code_number }) })}
    ${textField({ id: "notice-number", label: t("行政检查通知书编号"), value: values.notice_number, save: (notice_number) => set({ notice_number }) })}
    ${values.kind === "triggered" || papersNeeded(values.kind, today(), app.rulebook).includes("reason") ? textField({ id: "reason", label: t("检查理由"), rows: 2, value: values.reason, save: (reason) => set({ reason }) }) : nothing}`;

/**
 * What this kind of visit needs and has, with no network; it may begin all the same, and the office sees what it lacked.
 * @param {Context} context @param {Work} work @param {Record<string, any>} values @param {import("../types.js").Visit | null} planned
 */
function inHand({ app }, work, values, planned) {
  const roles = [app.me.role, ...values.officers.map((/** @type {string} */ id) => app.picture.colleagues.get(id)?.role)];
  const hand = {
    kind: values.kind,
    is_permitted: Boolean(planned?.permitted_at),
    notice_number: values.notice_number,
    code_number: values.code_number,
    reason: values.reason,
    has_head: roles.includes("head"),
    has_partner: roles.includes("partner"),
  };
  const book = app.rulebook;
  if (!book) return nothing;
  const needed = papersNeeded(values.kind, today(), book);
  const lacks = needed.some((paper) => !hasPaper(paper, hand));
  const { year, count } = work.enterprise_visits ?? { year: 0, count: 0 };
  const cap = book.yearly_cap ?? 0;
  const others = count - (planned ? 1 : 0);
  return html`<section class="card" data-in-hand><h2 class="section__title">${t("这种检查需要")}</h2>
      ${needed.length
        ? html`<ul class="plain">${needed.map((paper) => html`<li><span class="badge ${hasPaper(paper, hand) ? "badge--good" : "badge--warn"}">${hasPaper(paper, hand) ? t("已有") : t("还缺")}</span> ${paperLabel(paper)}</li>`)}</ul>`
        : html`<p class="soft">${t("不需要审批、通知书和检查码。")}</p>`}
      ${lacks ? html`<p class="soft">${t("缺的先补上；确实来不及的可以先检查，记录照样收下，办公室会看到缺什么。")}</p>` : nothing}
      ${book.may_penalise.includes(values.kind) ? nothing : html`<p>${t("网格巡查不得实施处罚，只能报告线索。")}</p>`}
    </section>
    ${String(year) === today().slice(0, 4) && overTheCap(others, cap) ? html`<p class="notice notice--warn" data-cap>${t("这家企业今年已有 {count} 次检查，上限 {cap} 次。请先问办公室。", { count: others, cap })}</p>` : nothing}`;
}

/** @param {Context} context @param {Work} work @param {Draft} draft @param {import("../types.js").Visit | null} planned @param {string | null} orderId */
async function start({ app, router }, work, draft, planned, orderId) {
  const { values } = draft;
  const id = planned?.id ?? newId();
  const offered = [...fittingChecklists(app, work), ...(values.kind === "joint" ? fittingChecklists(app, work, false) : [])];
  const chosen = offered.filter((one) => values.checklists.includes(one.code));
  const known = planned?.checklists ?? [];
  const checklists = [...known, ...chosen.filter((one) => !known.some((old) => old.code === one.code))];
  const started = {
    work_id: work.id,
    kind: values.kind,
    checklists: checklists.map(({ code, number }) => ({ code, number })),
    officer_ids: values.officers,
    code_number: values.code_number.trim(),
    notice_number: values.notice_number.trim(),
    reason: values.reason.trim(),
    ...(orderId ? { order_id: orderId } : {}),
  };
  const plate = values.plate ? [{ type: "place_fixed", subject: id, data: values.plate }] : [];
  if (!(await app.say({ type: "visit_started", subject: id, data: started }, ...plate))) return;
  await draft.drop();
  await router.go(`/phone/visits/${id}`, { replace: true });
}
