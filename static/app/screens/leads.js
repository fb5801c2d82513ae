/** What a street has reported, and what became of each: the district's public words, the result and its day. */

import { html, nothing } from "lit-html";
import { saidLine, leadLine } from "../parts/patrols.js";
import { t } from "../words/translate.js";

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app }) {
  const works = await app.picture.works([...new Set([...app.picture.leads.values()].flatMap((lead) => lead.work_id ?? []).concat(app.picture.visits().map((visit) => visit.work_id)))]);
  const names = new Map(works.map((work) => [work.id, work.name]));
  return { title: t("上报的案源"), back: "/phone", draw: () => draw(app, names) };
}

/** @param {import("../app.js").App} app @param {Map<string, string>} names of works */
function draw({ picture }, names) {
  const told = [...picture.leads.values()].sort((a, b) => (a.made_at < b.made_at ? 1 : -1));
  const waiting = picture.visits().flatMap((visit) => Object.values(visit.leads ?? {}).filter((lead) => !picture.leads.has(lead.id)).map((lead) => saidLine(lead, undefined, names.get(visit.work_id))));
  if (!told.length && !waiting.length) return html`<p class="empty">${t("还没有上报过案源。巡查时发现问题，点“上报案源”。")}</p>`;
  return html`${waiting.length ? html`<ul class="list">${waiting}</ul>` : nothing}
    ${told.length ? html`<ul class="list">${told.map((lead) => leadLine(lead, names.get(lead.work_id ?? "") ?? lead.place))}</ul>` : nothing}`;
}
