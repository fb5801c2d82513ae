/** What waits for a street's people on their first screen: works to patrol, matters of the office, what became of their leads. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { patrolOf } from "../rules/patrols.js";
import { allKept } from "../store/confirmed.js";
import { t } from "../words/translate.js";
import { chinese } from "./chinese.js";
import { leadLine, mattersOf, patrolBadge } from "./patrols.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Work} Work
 */

const MOST_DUE = 8;
const MOST_LEADS = 5;

/** The works of the street as they were last read from the phone's storage. */
export class OwnStreet {
  constructor() {
    /** @type {Work[]} */
    this.works = [];
    this.readAt = -1;
  }

  /** Again after each exchange. @param {Context} context */
  read({ app, update }) {
    if (this.readAt === app.photoRevision) return;
    this.readAt = app.photoRevision;
    void allKept(app.database, "work").then((rows) => {
      this.works = rows.map((row) => row.value);
      update();
    });
  }
}

/** @param {Context} context @param {OwnStreet} street */
export function streetSections(context, street) {
  street.read(context);
  return [matters(street.works), due(context, street.works), leads(context, street.works)];
}

/** @param {Work[]} works */
function matters(works) {
  const asked = works.filter((work) => work.matters?.length);
  if (!asked.length) return nothing;
  return html`<section class="section" data-matters><h2 class="section__title section__title--warn">${t("区民防办交办的事")}</h2>
    ${asked.map((work) => html`<p><a class="link" href="/phone/works/${work.id}" lang="zh-CN">${work.name}</a></p>${mattersOf(work)}`)}</section>`;
}

/** The longest overdue first; what was never seen before all. @param {Context} context @param {Work[]} works */
function due({ app }, works) {
  const visits = app.picture.visits();
  const all = works.map((work) => ({ work, patrol: patrolOf(work, visits, app.rulebook, today()) })).filter(({ patrol }) => patrol.state !== "fine");
  all.sort((a, b) => ((a.patrol.due_on ?? "") < (b.patrol.due_on ?? "") ? -1 : 1));
  return html`<section class="section" data-due><h2 class="section__title">${t("应当巡查的工程")}</h2>
    ${all.length ? html`<ul class="list">${all.slice(0, MOST_DUE).map(({ work, patrol }) => html`<li><a class="list__link" href="/phone/works/${work.id}" data-work=${work.id}><span><strong lang="zh-CN">${work.name}</strong><small>${chinese(work.address)}</small></span>${patrolBadge(patrol)}</a></li>`)}</ul>
        ${all.length > MOST_DUE ? html`<p class="soft">${t("还有 {count} 个，在“查找”里看。", { count: all.length - MOST_DUE })}</p>` : nothing}`
      : html`<p class="empty">${works.length ? t("没有到期的工程。") : t("本街镇的工程还没有下载到手机。")}</p>`}</section>`;
}

/** @param {Context} context @param {Work[]} works */
function leads({ app }, works) {
  const all = [...app.picture.leads.values()].sort((a, b) => (a.made_at < b.made_at ? 1 : -1));
  const placeOf = (/** @type {string | null} */ id, /** @type {string} */ place) => works.find((work) => work.id === id)?.name ?? place;
  return html`<section class="section" data-leads><h2 class="section__title">${t("上报的案源")}</h2>
    ${all.length ? html`<ul class="list">${all.slice(0, MOST_LEADS).map((lead) => leadLine(lead, placeOf(lead.work_id, lead.place)))}</ul>` : html`<p class="empty">${t("还没有上报过案源。")}</p>`}
    <p><a class="link" href="/phone/leads" data-all-leads>${t("全部上报")}</a></p></section>`;
}
