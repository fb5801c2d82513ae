/** The visit: sections, one tap an item, "N left" that jumps, and what may follow from what was found. (Long: one screen.) */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { follow, rest } from "../device/place.js";
import { itemsOf, verdictOf } from "../rules/checklists.js";
import { findingsOf, gapsOfVisit, hasJoined, isSealedFor, openReturns, shownItems } from "../rules/visits.js";
import { othersPart, ownChecklists } from "../parts/departments.js";
import { recurred } from "../parts/before-after.js";
import { documentList } from "../parts/documents.js";
import { findingPanel, recoverTyping, settleTyping } from "../parts/findings.js";
import { itemCard } from "../parts/items.js";
import { supplementNotice } from "../parts/joint-record.js";
import { stageLabel, visitKindLabel } from "../parts/labels.js";
import { raiseLine } from "../parts/patrols.js";
import { isOfStreet } from "../rules/patrols.js";
import { placeLine } from "../parts/place.js";
import { returnBox, returnsOfItem } from "../parts/returns.js";
import { findingsToActOn } from "../parts/transfers.js";
import { currentLanguage, listed, say, t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Checklist} Checklist
 * @typedef {{ context: Context, work: import("../types.js").Work | null, open: Set<string>, toggle: (name: string) => void }} State
 */

const REMEMBER_AFTER_MS = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let remembering;

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params, update } = context;
  await app.loadRest();
  const id = params.visit;
  const visit = app.picture.visit(id);
  if (!visit) return { title: t("检查"), back: "/phone", draw: () => html`<p class="empty">${t("这台手机上没有这次检查。")}</p>` };
  const work = await app.picture.work(visit.work_id);
  await recoverTyping(app, visit);
  follow();
  /** @type {Set<string>} */
  const open = new Set();
  const state = { context, work, open, toggle: (/** @type {string} */ name) => ((open.has(name) ? open.delete(name) : open.add(name)), update()) };
  const now = () => app.picture.visit(id) ?? visit;
  return {
    title: work?.name ?? t("检查"),
    lang: work ? "zh-CN" : undefined,
    back: "/phone",
    draw: () => draw(state, now(), work),
    bar: () => bottomBar(context, now()),
    leave: () => {
      rest();
      void settleTyping();
    },
  };
}

/** @param {State} state @param {Visit} visit @param {import("../types.js").Work | null} work */
function draw(state, visit, work) {
  const { context } = state;
  const { id } = context.app.me;
  const sealed = visit.stage === "planned" || mayJoin(visit, id) || (isSealedFor(visit, id) && visit.stage !== "returned");
  const checklists = ownChecklists(context, visit);
  return html`<div class="card">
      <p class="row"><span class="badge">${stageLabel(visit.stage)}</span><span class="badge">${visitKindLabel(visit.kind)}</span>
        <a class="link soft" href="/phone/works/${visit.work_id}">${work?.number}</a></p>
      <p class="soft" lang="zh-CN">${listed(visit.officers.map((one) => nameOf(context, one.officer_id)))}</p>
      ${visit.code_number ? html`<p data-code><span class="soft">${t("检查码")}</span> <strong lang="zh-CN">${visit.code_number}</strong></p>` : nothing}
      ${visit.notice_number ? html`<p><span class="soft">${t("行政检查通知书编号")}</span> <span lang="zh-CN">${visit.notice_number}</span></p>` : nothing}
      ${visit.stage === "under_way" && !sealed && !isOfStreet(context.app.me) ? html`<p><a class="button" data-invite href="/phone/visits/${visit.id}/invite">${t("邀请同行人员扫码参加")}</a></p>` : nothing}
      ${mayShowPart(visit, id) ? html`<p><a class="button" data-show-part href="/phone/visits/${visit.id}/part">${t("出示我的部分给牵头人员")}</a></p>` : nothing}
      ${placeLine(context, visit, work)}
      ${isOfStreet(context.app.me) ? raiseLine(context.app, visit) : nothing}
      ${visit.order_id ? html`<p><a class="button button--main" href="/phone/visits/${visit.id}/check">${t("核对责令改正事项")}</a></p>` : nothing}
    </div>
    ${supplementNotice(context, visit)}
    ${openReturns(visit).filter((one) => !one.item).map((one) => returnBox(context, visit, one))}
    ${checklists.length ? nothing : html`<p class="empty">${t("没有要您填写的检查表。")}</p>`}
    ${checklists.map((checklist) => drawChecklist(state, visit, checklist, sealed))} ${othersPart(context, visit)}
    ${documentList(visit)} ${sealed ? nothing : finishAnyway(visit, checklists)}`;
}

/** Whoever came along shows the lead what they did. @param {Visit} visit @param {string} id */
const mayShowPart = (visit, id) => visit.kind === "joint" && visit.officers[0]?.officer_id !== id && hasJoined(visit, id);

/** Named, and not there yet: nothing of theirs is recorded, and the visit may end without them. @param {Visit} visit @param {string} id */
const mayJoin = (visit, id) => visit.stage === "under_way" && !hasJoined(visit, id);

/** @param {Context} context @param {string} id */
export const nameOf = ({ app }, id) => app.picture.colleagues.get(id)?.name ?? (id === app.me.id ? app.me.name : "…");

/** @param {State} state @param {Visit} visit @param {Checklist} checklist @param {boolean} sealed */
function drawChecklist(state, visit, checklist, sealed) {
  const shown = new Set(shownItems(visit, checklist));
  const facts = factsByItem(visit, checklist.code);
  let number = 0;
  return html`<h2 class="title">${say(checklist.title)}</h2>
    ${checklist.sections.map((section) => {
      const items = section.items.filter((item) => shown.has(item));
      if (!items.length) return nothing;
      return html`<section class="section"><h2 class="section__title">${say(section.title)}</h2>
        ${tens(items).map((some) => drawSome(state, visit, checklist, some, (number += some.length), sealed, facts))}
      </section>`;
    })}`;
}

/** Drawn and laid out together: a tap on a long checklist touches ten items, and the browser looks at ten more. @template T @param {T[]} all @returns {T[][]} */
const tens = (all) => Array.from({ length: Math.ceil(all.length / 10) }, (_none, index) => all.slice(10 * index, 10 * index + 10));

/**
 * @param {State} state @param {Visit} visit @param {Checklist} checklist
 * @param {import("../types.js").Item[]} items @param {number} last @param {boolean} sealed @param {Map<string, string>} facts
 */
function drawSome(state, visit, checklist, items, last, sealed, facts) {
  const answers = items.map((item) => visit.answers[`${checklist.code}/${item.code}`]);
  const isOpen = items.some((item, index) => isNotMet(item, answers[index]));
  const draw = () => html`<div class="items items--${items.length} ${isOpen ? "items--open" : ""}">
    ${items.map((item, index) => drawItem(state, visit, checklist, item, last - items.length + index + 1, sealed, facts.get(item.code)))}
  </div>`;
  if (isOpen) return draw();
  const told = items.map((item) => `${facts.get(item.code) ?? ""}${state.open.has(`${checklist.code}/${item.code}`)}`);
  return guard([last, sealed, visit.stage, currentLanguage(), ...items, ...answers, ...told], draw);
}

/** @param {import("../types.js").Item} item @param {import("../types.js").AnswerState | undefined} answer */
const isNotMet = (item, answer) => answer?.value != null && verdictOf(item, answer.value) === "not_met";

/** What an item's drawing depends on besides its answer. @param {Visit} visit @param {string} code @returns {Map<string, string>} */
function factsByItem(visit, code) {
  const found = new Map();
  const note = (/** @type {string} */ item, /** @type {string} */ fact) => found.set(item, `${found.get(item) ?? ""}|${fact}`);
  for (const one of Object.values(visit.findings)) {
    if (one.checklist === code) note(one.item, `${one.id}${one.at}${one.is_withdrawn}${one.text}${one.severity}${one.acts}`);
  }
  for (const one of Object.values(visit.photos)) if (one.checklist === code) note(one.item, `${one.id}${one.is_discarded}${one.caption}`);
  for (const one of Object.values(visit.returns)) if (one.checklist === code) note(one.item, `${one.id}${one.resolved_at}`);
  return found;
}

/**
 * @param {State} state @param {Visit} visit @param {Checklist} checklist
 * @param {import("../types.js").Item} item @param {number} number @param {boolean} sealed @param {string | undefined} facts
 */
function drawItem(state, visit, checklist, item, number, sealed, facts) {
  const { context, open, toggle } = state;
  const name = `${checklist.code}/${item.code}`;
  const answer = visit.answers[name];
  const returns = returnsOfItem(visit, checklist.code, item.code);
  const closed = sealed || (visit.stage === "returned" && !returns.length);
  const isWrong = isNotMet(item, answer);
  const draw = () =>
    itemCard({
      item,
      name,
      number,
      answer,
      sealed: closed,
      open: open.has(name),
      toggle: () => toggle(name),
      give: (value) => give(context, visit, checklist.code, item, value, returns[0]?.id),
      panel: () => findingPanel(context, visit, { checklist: checklist.code, item, return_id: returns[0]?.id }, closed),
      remark: html`${isWrong ? recurred(state.work, visit, checklist.code, item.code) : nothing}${returns.map((one) => returnBox(context, visit, one))}`,
    });
  return isWrong ? draw() : guard([answer, number, closed, open.has(name), facts, currentLanguage()], draw);
}

/**
 * One tap. An answer that is met after all takes its findings back; they stay on the record, marked.
 * @param {Context} context @param {Visit} visit @param {string} checklist @param {import("../types.js").Item} item
 * @param {import("../types.js").Value | null} value @param {string | undefined} returnId
 */
function give({ app }, visit, checklist, item, value, returnId) {
  const back = returnId ? { return_id: returnId } : {};
  const sayings = [{ type: "answer_given", subject: visit.id, data: { checklist, item: item.code, value, ...back } }];
  if (value === null || verdictOf(item, value) !== "not_met") {
    for (const finding of findingsOf(visit, checklist, item.code)) {
      sayings.push({ type: "finding_withdrawn", subject: visit.id, data: /** @type {any} */ ({ finding_id: finding.id, reason: "", ...back }) });
    }
  }
  void app.say(...sayings);
  rememberItem(`${checklist}/${item.code}`);
}

/** A reload comes back to this item. Noted once the tapping pauses: the browser is slow at it. @param {string} name */
function rememberItem(name) {
  const path = location.pathname;
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    if (location.pathname === path) history.replaceState(null, "", `${path}#${encodeURIComponent(name)}`);
  }, REMEMBER_AFTER_MS);
}

/** Not everything can be looked at: a door that stays locked must not keep the visit open. @param {Visit} visit @param {Checklist[]} checklists */
function finishAnyway(visit, checklists) {
  const left = checklists.some((checklist) => gapsOfVisit(visit, checklist).length);
  return left ? html`<p><a class="button" data-finish-anyway href="/phone/visits/${visit.id}/finish">${t("没有查完，也要结束")}</a></p>` : nothing;
}

/** @param {Context} context @param {Visit} visit */
function bottomBar(context, visit) {
  const { app } = context;
  const begin = (/** @type {string} */ words) => html`<a class="button button--main" data-begin href="/phone/works/${visit.work_id}/start?visit=${visit.id}">${words}</a>`;
  if (visit.stage === "planned") return begin(t("开始检查"));
  if (mayJoin(visit, app.me.id)) return begin(t("参加检查"));
  if (isSealedFor(visit, app.me.id) && visit.stage !== "returned") {
    return html`<p class="soft">${t("您的部分已结束，记录已封存。")}</p>`;
  }
  const checklists = ownChecklists(context, visit);
  const left = checklists.flatMap((checklist) => gapsOfVisit(visit, checklist).map((gap) => ({ ...gap, checklist: checklist.code })));
  const total = checklists.reduce((sum, checklist) => sum + itemsOf(checklist).length, 0);
  const jump = () => {
    const [first] = left;
    document.getElementById(`${first.checklist}/${first.item}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  const isOffice = app.me.agency_kind === "district";
  const hasFindings = findingsToActOn(context, visit).length > 0;
  return html`<div class="progress" role="progressbar" aria-label=${t("进度")} aria-valuemin="0" aria-valuemax=${total} aria-valuenow=${Math.max(0, total - left.length)}>
      <progress max=${total || 1} value=${Math.max(0, total - left.length)}></progress>
    </div>
    <div class="foot__buttons">
      ${hasFindings && isOffice
        ? html`<a class="button" href="/phone/visits/${visit.id}/order">${t("责令改正")}</a>
            <a class="button" href="/phone/visits/${visit.id}/penalty">${t("当场处罚")}</a>`
        : nothing}
      ${left.length
        ? html`<button class="button--main" data-left=${left.length} @click=${jump}>${t("还差 {count} 项", { count: left.length })}</button>`
        : html`<a class="button button--main" href="/phone/visits/${visit.id}/finish">${isOfStreet(app.me) ? t("结束巡查") : t("结束检查")}</a>`}
    </div>`;
}
