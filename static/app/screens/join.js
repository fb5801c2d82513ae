/** Joining a visit by its lead's invitation, scanned or read from a file. It needs no signal; the office checks the signature. */

import { html, nothing } from "lit-html";
import { wallMs } from "../device/clock.js";
import { chinese } from "../parts/chinese.js";
import { checkField } from "../parts/fields.js";
import { visitKindLabel } from "../parts/labels.js";
import { trustIn } from "../parts/vouched.js";
import { minuteOf } from "../rules/dated.js";
import { invitationIn, isOver, MOST_CHARS } from "../rules/invitations.js";
import { hasJoined } from "../rules/visits.js";
import { say, t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../rules/invitations.js").Invitation} Invitation
 * @typedef {{ text: string, invitation: Invitation | null, trust: import("../parts/vouched.js").Trust, words: string, chosen: string[] }} State
 */

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  await context.app.loadRest();
  /** @type {State} */
  const state = { text: "", invitation: null, trust: "unknown", words: "", chosen: [] };
  return { title: t("扫码参加检查"), back: "/phone", draw: () => draw(context, state), bar: () => (state.invitation ? joinButton(context, state, state.invitation) : nothing) };
}

/** @param {Context} context @param {State} state */
function draw(context, state) {
  if (state.invitation) return invited(context, state, state.invitation);
  return html`<div class="card">
      <p>${t("请牵头人员打开这次检查，点“邀请同行人员扫码参加”，然后扫描他手机上的码。不需要信号。")}</p>
      ${state.words ? html`<p class="notice notice--bad" role="alert">${state.words}</p>` : nothing}
      <p><button class="button--main" data-scan-invitation @click=${() => scan(context, state)}>${t("扫描二维码")}</button></p>
      <p><label class="button">${t("选择邀请文件")}<input class="unseen" type="file" accept=".txt,text/plain" data-invitation-file @change=${picked(context, state)} /></label></p>
    </div>`;
}

/** @param {Context} context @param {State} state */
async function scan(context, state) {
  const { scanner } = await import("../parts/scanner.js");
  scanner({ found: (text) => take(context, state, text), close: context.update, typed: t("邀请文件里的文字") });
}

/** A sentence when it is not the one: the search goes on. @param {Context} context @param {State} state @param {string} text @returns {Promise<string | undefined>} */
async function take({ app, router, update }, state, text) {
  const invitation = invitationIn(text);
  if (!invitation) return t("这不是参加检查的邀请。请扫描牵头人员手机上“邀请参加检查”里的码。");
  const trust = await trustIn(app, text, { officer: invitation.lead.id, device: invitation.device });
  if (trust === "forged") return t("签名与{name}登记的手机不符，邀请可能被改动过，没有参加。请牵头人员重新出示。", { name: invitation.lead.name });
  const known = app.picture.visit(invitation.visit);
  if (known && hasJoined(known, app.me.id)) return void router.go(`/phone/visits/${invitation.visit}`, { replace: true });
  const own = ownChecklists(app, invitation);
  Object.assign(state, { text: text.trim(), invitation, trust, words: "", chosen: own.length === 1 ? [own[0].code] : [] });
  update();
}

/** @param {Context} context @param {State} state */
const picked = (context, state) => async (/** @type {Event} */ event) => {
  const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
  if (!file) return;
  const text = file.size > MOST_CHARS ? "" : await file.text().catch(() => "");
  state.words = (await take(context, state, text)) ?? "";
  context.update();
};

/** What my own department fills at such a work, or else anything that it fills, and the lead's list does not have yet. @param {import("../app.js").App} app @param {Invitation} invitation */
function ownChecklists(app, { work, checklists }) {
  const published = [...app.picture.checklists.values()].filter((one) => one.state === "published" && one.body.audience === app.me.agency_kind);
  const isThere = published.some((one) => checklists.some((there) => there.code === one.code));
  const fitting = published.filter((one) => one.body.status === null || one.body.status === work.status);
  return isThere ? [] : fitting.length ? fitting : published;
}

/** @param {Context} context @param {State} state @param {Invitation} invitation */
function invited({ app, update }, state, invitation) {
  const { work, lead, kind, at } = invitation;
  const own = ownChecklists(app, invitation);
  const toggle = (/** @type {string} */ code) => (/** @type {boolean} */ on) => {
    state.chosen = on ? [...state.chosen, code] : state.chosen.filter((one) => one !== code);
    update();
  };
  return html`<div class="card" data-invited>
      <p><strong lang="zh-CN">${work.name}</strong> <span class="badge">${visitKindLabel(kind)}</span></p>
      <p lang="zh-CN">${work.number} · ${work.street} ${work.address}</p>
      <p><span class="soft">${t("牵头人员")}</span> ${chinese([lead.name, lead.agency].filter(Boolean).join(" · "))}</p>
      <p class="soft">${t("邀请时间 {at}", { at: minuteOf(at) })}</p>
      ${trustLine(state.trust, lead.name)}
    </div>
    ${isOver(invitation, wallMs()) ? html`<p class="notice notice--warn" role="alert">${t("邀请已过 12 小时。请牵头人员重新出示；确实不能的，记录会保留，等人处理。")}</p>` : nothing}
    ${own.length ? html`<fieldset class="choice"><legend>${t("您要填写的检查表")}</legend>
      ${own.map((one) => checkField({ label: say(one.body.title), checked: state.chosen.includes(one.code), save: toggle(one.code) }))}</fieldset>` : nothing}`;
}

/** @param {import("../parts/vouched.js").Trust} trust @param {string} name */
const trustLine = (trust, name) =>
  trust === "genuine"
    ? html`<p data-trust="genuine"><span class="badge badge--good">${t("签名已核对")}</span> ${t("是{name}登记过的手机签发的。", { name })}</p>`
    : html`<p class="soft" data-trust="unknown">${t("这台手机上没有{name}的手机公钥，现在核对不了签名，联网后由办公室核对。核对不了的，您的记录会保留，等人处理。", { name })}</p>`;

/** @param {Context} context @param {State} state @param {Invitation} invitation */
function joinButton({ app, router }, state, invitation) {
  const join = async () => {
    const checklists = ownChecklists(app, invitation).filter((one) => state.chosen.includes(one.code)).map(({ code, number }) => ({ code, number }));
    const isKept = await app.tell(invitation.visit, "visit_joined", { invitation: state.text, checklists });
    if (isKept) await router.go(`/phone/visits/${invitation.visit}`, { replace: true });
  };
  return html`<button class="button--main" data-join-visit @click=${join}>${t("参加检查")}</button>`;
}
