/** What an act may lead to, told beside a finding; and what the stated reasons amount to, told beside a penalty. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { consequenceOf } from "../rules/consequences.js";
import { weigh } from "../rules/law.js";
import { BENCHMARKS } from "../rules/statutes.js";
import { listed, say, t } from "../words/translate.js";
import { cited, citedAll } from "./citations.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../types.js").FineRange} FineRange
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {import("../rules/consequences.js").Cost} Cost
 * @typedef {import("../rules/consequences.js").Route} Route
 */

/** @param {FineRange} amounts */
const yuan = ({ floor_yuan, cap_yuan }) => (floor_yuan ? t("{floor} 至 {cap} 元", { floor: floor_yuan, cap: cap_yuan }) : t("{cap} 元以下", { cap: cap_yuan }));

/** @param {string} power */
const powerLabel = (power) =>
  ({ civil_defence: t("民防部门"), police: t("公安机关"), fire: t("消防救援机构"), construction: t("建设管理部门"), work_safety: t("应急管理部门") })[power] ?? power;

/** @param {Route} route */
const routeLabel = (route) =>
  ({
    on_the_spot: t("可以当场处罚"),
    either: t("小额可以当场处罚，其余按普通程序"),
    general: t("罚款按普通程序"),
    hand_over: t("移送有权机关"),
    correction_only: t("没有罚则，可责令改正"),
    not_enabled: t("尚未核对，不能据此处罚"),
  })[route];

/** @param {string} tier */
const tierLabel = (tier) => ({ reduced: t("减轻"), lighter: t("从轻"), ordinary: t("一般"), heavier: t("从重") })[tier] ?? tier;

/** @param {string} outcome */
const outcomeLabel = (outcome) => ({ must_not: t("不予行政处罚"), may_not: t("可以不予行政处罚"), reduce: t("应当从轻或者减轻行政处罚") })[outcome] ?? outcome;

/** What it breaches, what it may cost a unit and a person, by which procedure, and who decides. @param {App} app @param {string} code @param {Rulebook} book */
export function consequenceLines(app, code, book) {
  const found = consequenceOf(code, book, today());
  if (!found) return nothing;
  const { act, power, costs } = found;
  const isOurs = power === "civil_defence";
  return html`<small>${citedAll(app, act.duties, book.laws)}</small>
    ${act.penalty ? html`<small>${t("罚则：")}${cited(app, act.penalty, book.laws)}</small>` : nothing}
    ${act.warning || Object.keys(act.fines).length
      ? html`${costLine(t("单位"), costs.organisation, act.warning)}${costLine(t("个人"), costs.citizen, act.warning)}`
      : html`<small>${routeLabel(costs.organisation.route)}</small>`}
    <small class=${isOurs ? "" : "fault"} data-power=${power}>${isOurs ? t("由本单位处理") : t("由其他部门处理，请移交：{power}", { power: powerLabel(power) })}</small>`;
}

/** @param {string} who @param {Cost} cost @param {boolean} warning */
function costLine(who, { lawful, tiers, route }, warning) {
  const fine = lawful ? t("罚款 {range}", { range: yuan(lawful) }) : "";
  const what = listed([warning ? t("警告") : "", fine].filter(Boolean)) || t("没有罚款");
  const inTiers = Object.entries(tiers).map(([tier, amounts]) => `${tierLabel(tier)} ${yuan(amounts)}`);
  return html`<small data-cost>${t("{who}：{what}。{route}", { who, what, route: routeLabel(route) })}${inTiers.length ? html`<br />${t("裁量基准：{tiers}", { tiers: listed(inTiers) })}` : nothing}</small>`;
}

/**
 * The tier and its range, and the grounds on which the law lets a penalty be left out or made lighter: advice to whoever decides.
 * @param {App} app @param {import("../types.js").Act | undefined} act @param {import("../rules/law.js").Question} question @param {Rulebook} book
 */
export function weighingLines(app, act, question, book) {
  if (!act || !question.factors.length) return nothing;
  const { grounds, tier, lawful } = weigh(act, question, book);
  return html`<div class="notice" data-weighing>
    ${tier ? html`<p>${t("按所选理由属于“{tier}”档。", { tier: tierLabel(tier) })}${lawful ? t("罚款应当在 {range}。", { range: yuan(lawful) }) : nothing}<small>${cited(app, BENCHMARKS, book.laws)}</small></p>` : nothing}
    ${grounds.map((code) => {
      const ground = book.grounds?.[code];
      if (!ground) return nothing;
      const reasons = ground.needs.flat().filter((one) => question.factors.includes(one)).map((one) => say(book.factors[one]));
      return html`<p data-ground=${code}>${t("{outcome}：{reasons}。", { outcome: outcomeLabel(ground.outcome), reasons: listed(reasons) })}<small>${cited(app, ground.law, book.laws)}</small></p>`;
    })}
  </div>`;
}
