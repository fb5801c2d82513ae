/** Re-inspection: each thing that was ordered, corrected or not, with a photo of what it looks like now. */

import { html, nothing } from "lit-html";
import { beforeAfter, ghostOf } from "../parts/before-after.js";
import { chinese } from "../parts/chinese.js";
import { choiceField, textField } from "../parts/fields.js";
import { photoStrip } from "../parts/photos.js";
import { recordingStrip } from "../parts/recordings.js";
import { isSealedFor, photosOf } from "../rules/visits.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Order} Order
 */

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const order = app.picture.orders.get(visit?.order_id ?? "");
  const back = `/phone/visits/${params.visit}`;
  if (!visit || !order) return { title: t("复查"), back, draw: () => html`<p class="empty">${t("手机里没有这份责令改正通知书，请联网同步后再试。")}</p>` };
  const draft = await Draft.open(app.database, `check/${visit.id}`, { outcomes: {}, notes: {}, words: "" });
  const now = () => app.picture.visit(visit.id) ?? visit;
  return {
    title: t("复查"),
    back,
    draw: () => draw(context, now(), order, draft),
    bar: () => (isSealedFor(now(), app.me.id) ? nothing : html`<button class="button--main" data-check @click=${() => record(context, now(), order, draft)}>${t("记录复查结果")}</button>`),
  };
}

/** @param {Context} context @param {Visit} visit @param {Order} order @param {Draft} draft */
function draw(context, visit, order, draft) {
  const { values } = draft;
  const sealed = isSealedFor(visit, context.app.me.id);
  const set = (/** @type {Record<string, any>} */ changes) => (draft.set({ ...changes, words: "" }), context.update());
  return html`<p class="card"><strong lang="zh-CN">${order.number}</strong><br /><span class="soft">${chinese(order.party_name)} · ${t("{due} 前", { due: order.due_on })}</span></p>
    ${values.words ? html`<p class="notice notice--bad" role="alert">${values.words}</p>` : nothing}
    ${order.items.map((item) => {
      const outcome = values.outcomes[item.finding_id] ?? null;
      return html`<section class="card" data-check-item=${item.finding_id}>
        <p lang="zh-CN">${item.requirement}</p><p class="soft" lang="zh-CN">${item.text}</p>
        ${choiceField({ name: `outcome-${item.finding_id}`, label: t("改正情况"), hideLabel: true, value: outcome, save: (value) => set({ outcomes: { ...values.outcomes, [item.finding_id]: value } }), options: [{ value: "corrected", label: t("已改正"), kind: "minor" }, { value: "not_corrected", label: t("未改正"), kind: "serious" }] })}
        ${beforeAfter(context, item.photos ?? [], photosOf(visit, { finding_id: item.finding_id }))}
        ${photoStrip(context, visit, { checklist: item.checklist, item: item.item, finding_id: item.finding_id, order_id: order.id }, { sealed, label: t("复查照片"), ghost: ghostOf(context, item.photos ?? []) })}
        ${recordingStrip(context, visit, { checklist: item.checklist, item: item.item, finding_id: item.finding_id }, { sealed, label: t("复查录音录像") })}
        ${outcome === "not_corrected" ? textField({ id: `note-${item.finding_id}`, label: t("情况说明"), rows: 2, value: values.notes[item.finding_id] ?? "", save: (note) => set({ notes: { ...values.notes, [item.finding_id]: note } }) }) : nothing}
      </section>`;
    })}`;
}

/** Corrected only with a photo that shows it. @param {Context} context @param {Visit} visit @param {Order} order @param {Draft} draft */
async function record({ app, router, update }, visit, order, draft) {
  const { outcomes, notes } = draft.values;
  const open = order.items.filter((item) => !outcomes[item.finding_id]);
  const unshown = order.items.filter((item) => outcomes[item.finding_id] === "corrected" && !photosOf(visit, { finding_id: item.finding_id }).length);
  if (open.length || unshown.length) {
    draft.set({ words: open.length ? t("还有 {count} 项没有记录改正情况。", { count: open.length }) : t("“已改正”的事项需要照片为证，还差 {count} 项。", { count: unshown.length }) });
    return update();
  }
  const data = {
    order_id: order.id,
    outcomes: order.items.map((item) => ({ finding_id: item.finding_id, is_corrected: outcomes[item.finding_id] === "corrected", note: notes[item.finding_id] ?? "" })),
  };
  if (!(await app.tell(visit.id, "order_checked", data))) return;
  await draft.drop();
  await router.go(`/phone/visits/${visit.id}`, { replace: true });
}
