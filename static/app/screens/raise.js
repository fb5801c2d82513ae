/** A street raises a lead on patrol (上报案源): what was seen, with photos; it goes to the district's inbox when there is a network. */

import { html, nothing } from "lit-html";
import { newId } from "../device/ids.js";
import { chinese } from "../parts/chinese.js";
import { textField } from "../parts/fields.js";
import { settleTyping } from "../parts/findings.js";
import { photoStrip } from "../parts/photos.js";
import { isOfStreet, leadOfFinding } from "../rules/patrols.js";
import { isSealedFor, photosOf } from "../rules/visits.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Finding} Finding
 * @typedef {{ draft: Draft, finding: Finding | null, work: import("../types.js").Work | null, words: string }} State
 */

const LONGEST = 2000; // of a lead in the district's inbox

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await settleTyping();
  const visit = app.picture.visit(params.visit);
  const back = `/phone/visits/${params.visit}`;
  if (!visit || !isOfStreet(app.me)) return { title: t("上报案源"), back, draw: () => html`<p class="empty">${t("这台手机上没有这次巡查。")}</p>` };
  const finding = visit.findings[new URLSearchParams(location.search).get("finding") ?? ""] ?? null;
  const draft = await Draft.open(app.database, `raise/${finding?.id ?? visit.id}`, { summary: finding?.text ?? "" });
  /** @type {State} */
  const state = { draft, finding, work: await app.picture.work(visit.work_id), words: "" };
  const now = () => app.picture.visit(visit.id) ?? visit;
  return { title: t("上报案源"), back, draw: () => draw(context, state, now()), bar: () => bar(context, state, now()) };
}

/** @param {Context} context @param {State} state @param {Visit} visit */
function draw(context, state, visit) {
  if (state.finding && leadOfFinding(visit, state.finding.id)) return html`<p class="empty">${t("这个问题已经上报。")}</p>`;
  const sealed = isSealedFor(visit, context.app.me.id);
  return html`${state.work ? html`<p class="card"><strong>${chinese(state.work.name)}</strong><br /><span class="soft">${state.work.number} · ${chinese(state.work.address)}</span></p>` : nothing}
    ${state.words ? html`<p class="notice notice--bad" role="alert">${state.words}</p>` : nothing}
    ${textField({ id: "summary", label: t("看到了什么"), hint: t("什么地方、什么问题。涉密的内容不要写。"), rows: 5, most: LONGEST, value: state.draft.values.summary, save: (summary) => state.draft.set({ summary }) })}
    ${photoStrip(context, visit, shows(state.finding), { sealed, label: t("案源照片"), but: elsewhere(visit) })}
    <p class="soft">${t("上报后由区民防办处理，结果会传回这里。")}</p>`;
}

/** Photos of the finding; without one, those that belong to no item. @param {Finding | null} finding */
const shows = (finding) => (finding ? { checklist: finding.checklist, item: finding.item, finding_id: finding.id } : { checklist: "", item: "" });

/** Photos that went up with other leads. @param {Visit} visit */
const elsewhere = (visit) => new Set(Object.values(visit.leads ?? {}).flatMap((lead) => lead.photo_ids));

/** @param {Context} context @param {State} state @param {Visit} visit */
function bar(context, state, visit) {
  if (state.finding && leadOfFinding(visit, state.finding.id)) return nothing;
  return html`<button class="button--main" data-send @click=${() => raise(context, state, visit)}>${t("上报")}</button>`;
}

/** @param {Context} context @param {State} state @param {Visit} visit */
async function raise({ app, router, update }, state, visit) {
  const summary = String(state.draft.values.summary ?? "").trim();
  if (!summary) {
    state.words = t("还没有写看到了什么。");
    return update();
  }
  const of = shows(state.finding);
  const taken = elsewhere(visit);
  const photo_ids = photosOf(visit, of).map((photo) => photo.id).filter((id) => !taken.has(id)).slice(0, 30);
  const data = { lead_id: newId(), summary, ...of, photo_ids };
  if (!(await app.tell(visit.id, "lead_raised", data))) return;
  await state.draft.drop();
  await router.go(`/phone/visits/${visit.id}`, { replace: true });
}
