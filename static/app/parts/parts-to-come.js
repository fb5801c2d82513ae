/** Whose part of a joint visit is still to come, before it is ended: all parts, shown by their phones where there is no signal, or a named reason. */

import { html, nothing } from "lit-html";
import { get } from "../sync/calls.js";
import { hasJoined } from "../rules/visits.js";
import { minuteOf } from "../rules/dated.js";
import { MOST_CHARS, partIn } from "../rules/visit-part.js";
import { t } from "../words/translate.js";
import { chinese, inLine } from "./chinese.js";
import { textField } from "./fields.js";
import { agencyKindLabel } from "./labels.js";
import { trustIn } from "./vouched.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../store/drafts.js").Draft} Draft
 * @typedef {"ended" | "shown" | "begun" | "named"} State
 * @typedef {{ officer_id: string, events: number, photos: number, seen_at: string }} UnsentLine
 * @typedef {{ lines: Map<string, UnsentLine> | null }} Unsent
 * @typedef {{ id: string, name: string, kind: string, state: State, shown: import("../types.js").ShownPart | null }} Member
 */

/** Everybody else on the visit, and how far their part is known to be here. @param {Context} context @param {Visit} visit @returns {Member[]} */
export function others({ app }, visit) {
  const ids = new Set([...visit.officers.map((one) => one.officer_id), ...Object.keys(visit.shown_parts ?? {})]);
  ids.delete(app.me.id);
  return [...ids].flatMap((id) => {
    const shown = visit.shown_parts?.[id] ?? null;
    const one = app.picture.colleagues.get(id) ?? shown;
    return one ? [{ id, name: one.name, kind: one.agency_kind, state: stateOf(visit, id, shown), shown }] : [];
  });
}

/** @param {Visit} visit @param {string} id @param {import("../types.js").ShownPart | null} shown @returns {State} */
function stateOf(visit, id, shown) {
  if (visit.officers.some((one) => one.officer_id === id && one.finished_at !== null)) return "ended";
  if (shown) return "shown";
  return hasJoined(visit, id) ? "begun" : "named";
}

/** Departments of which nobody's part is known to be whole. @param {Context} context @param {Visit} visit */
function partsToCome(context, visit) {
  const members = others(context, visit).filter((one) => one.kind !== context.app.me.agency_kind);
  const done = new Set(members.filter(({ state }) => state === "ended" || state === "shown").map(({ kind }) => kind));
  return members.filter(({ kind }) => !done.has(kind));
}

/** Asked of whoever ends the visit for the office. A joint visit nobody has been heard of in asks as well. @param {Context} context @param {Visit} visit */
export function needsReason(context, visit) {
  if (context.app.me.agency_kind !== "district") return false;
  return partsToCome(context, visit).length > 0 || isAlone(context, visit);
}

/** @param {Context} context @param {Visit} visit */
const isAlone = (context, visit) => visit.kind === "joint" && others(context, visit).every(({ kind }) => kind === context.app.me.agency_kind);

/**
 * What the office still waits for from those on the visit, asked where there is a signal; without one nothing is known of it.
 * @param {Context} context @param {Visit} visit @returns {Unsent}
 */
export function askUnsent({ app, update }, visit) {
  /** @type {Unsent} */
  const heard = { lines: null };
  if (app.me.agency_kind !== "district" || visit.kind !== "joint") return heard;
  get(`/api/visits/${visit.id}/unsent`).then(
    ({ unsent }) => {
      heard.lines = new Map(unsent.map((/** @type {UnsentLine} */ one) => [one.officer_id, one]));
      update();
    },
    () => {}, // no signal, or the office does not know the visit yet
  );
  return heard;
}

/** @param {Context} context @param {Visit} visit @param {Draft} draft @param {Unsent} heard */
export function partsNotice(context, visit, draft, heard) {
  if (context.app.me.agency_kind !== "district") return nothing;
  const members = others(context, visit).filter((one) => one.state !== "named" || one.kind !== context.app.me.agency_kind);
  if (visit.kind !== "joint" && !members.some(({ kind }) => kind !== "district")) return nothing;
  const isLacking = needsReason(context, visit);
  return html`<section class="notice ${isLacking ? "notice--warn" : ""}" data-parts=${isLacking ? "lacking" : "whole"}>
    ${members.length ? html`<p>${t("各部门的部分：")}</p><ul class="plain">${members.map((one) => memberLine(one, heard.lines?.get(one.id)))}</ul>` : html`<p>${t("还没有收到其他部门参加的记录。")}</p>`}
    ${draft.values.scan_words ? html`<p role="alert">${draft.values.scan_words}</p>` : nothing}
    <p class="row"><button data-scan-part @click=${() => scan(context, visit, draft)}>${t("扫描对方的部分")}</button>
      <label class="button">${t("选择对方给的文件")}<input class="unseen" type="file" accept=".txt,text/plain" data-part-file @change=${picked(context, visit, draft)} /></label></p>
    ${isLacking ? textField({ id: "parts-reason", label: t("现在就结束的理由"), hint: t("例如：没有信号，他们稍后上传"), value: draft.values.parts_reason ?? "", save: (parts_reason) => draft.set({ parts_reason }) }) : nothing}
  </section>`;
}

/** @param {Member} member @param {UnsentLine | undefined} unsent */
function memberLine({ id, name, kind, state, shown }, unsent) {
  const words = { ended: t("已结束，记录已收到"), shown: t("已扫码收取，记录待上传"), begun: t("还没有结束"), named: t("没有参加的记录") }[state];
  const more = shown && state === "shown" ? [t("记录 {count} 条", { count: shown.count }), minuteOf(shown.made_at), shown.is_ended ? "" : t("对方还没有结束，可能还有改动")] : [];
  return html`<li data-member=${id} data-state=${state}>${agencyKindLabel(kind)} ${chinese(name)}
    <span class="badge ${state === "ended" || state === "shown" ? "badge--good" : "badge--warn"}">${words}</span> <small>${inLine(more)}</small>
    ${unsent ? html`<small data-unsent=${unsent.events}>${t("手机里还有 {events} 条记录、{photos} 件照片没有传到，最后联系 {at}", { events: unsent.events, photos: unsent.photos, at: minuteOf(unsent.seen_at) })}</small>` : nothing}</li>`;
}

/** @param {Context} context @param {Visit} visit @param {Draft} draft */
async function scan(context, visit, draft) {
  const { scanner } = await import("./scanner.js");
  scanner({ found: (text) => take(context, visit, draft, text), close: context.update, typed: t("文件里的文字") });
}

/** A sentence when it is not the one: the search goes on. @param {Context} context @param {Visit} visit @param {Draft} draft @param {string} text @returns {Promise<string | undefined>} */
async function take({ app, update }, visit, draft, text) {
  const part = partIn(text);
  if (!part) return t("这不是检查的部分。请对方打开这次检查，点“出示我的部分”。");
  if (part.visit !== visit.id) return t("这是另一次检查的部分。请对方打开这次检查再出示。");
  if (part.officer.id === app.me.id) return t("这是您自己的部分，不用收取。");
  const trust = await trustIn(app, text, { officer: part.officer.id, device: part.device });
  if (trust === "forged") return t("签名与{name}登记的手机不符，内容可能被改动过，没有收取。请本人重新出示。", { name: part.officer.name });
  draft.set({ scan_words: "" });
  void app.tell(visit.id, "part_shown", { part: text.trim() }).then(update);
}

/** @param {Context} context @param {Visit} visit @param {Draft} draft */
const picked = (context, visit, draft) => async (/** @type {Event} */ event) => {
  const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
  if (!file) return;
  const text = file.size > MOST_CHARS ? "" : await file.text().catch(() => "");
  draft.set({ scan_words: (await take(context, visit, draft, text)) ?? "" });
  context.update();
};
