/** Inviting whoever came along: a QR code for their camera, or a file where a camera cannot. It needs no signal. */

import { html, nothing } from "lit-html";
import { localIso } from "../device/clock.js";
import { handOut } from "../device/share.js";
import { visitKindLabel } from "../parts/labels.js";
import { qrCode } from "../parts/qr-code.js";
import { minuteOf } from "../rules/dated.js";
import { invitationIn, invitationTo, VALID_MS } from "../rules/invitations.js";
import { t } from "../words/translate.js";

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app, params, update }) {
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const work = visit && (await app.picture.work(visit.work_id));
  const back = `/phone/visits/${params.visit}`;
  const title = t("邀请参加检查");
  if (!visit || !work) return { title, back, draw: () => html`<p class="empty">${t("这台手机上没有这次检查。")}</p>` };
  const text = await app.journal.vouch((device) => invitationTo(visit, work, app.me, { device, at: localIso() }));
  const state = { words: "" };
  const give = async () => {
    const outcome = await handOut(new Blob([text], { type: "text/plain" }), `${t("检查邀请")}-${work.number}.txt`);
    state.words = outcome === "cancelled" ? "" : t("邀请文件已交出。对方在“扫码参加检查”里选择这个文件。");
    update();
  };
  return { title, back, draw: () => draw(text, work, visit, state), bar: () => html`<button data-give @click=${give}>${t("对方不能扫码，给文件")}</button>` };
}

/** @param {string} text @param {import("../types.js").Work} work @param {import("../types.js").Visit} visit @param {{ words: string }} state */
function draw(text, work, visit, state) {
  const at = Date.parse(invitationIn(text)?.at ?? "");
  return html`<div class="card"><p><strong lang="zh-CN">${work.name}</strong> <span class="badge">${visitKindLabel(visit.kind)}</span></p>
      ${qrCode(text, t("参加检查的二维码"))}
      <p>${t("请同行人员在首页点“扫码参加检查”，对准这个码。双方都不需要信号。")}</p>
      <p class="soft">${t("有效至 {until}。过时请退出再打开一次。", { until: minuteOf(localIso(at + VALID_MS)) })}</p>
      <p class="soft">${t("码里没有当事人、检查理由和内部备注。")}</p></div>
    ${state.words ? html`<p class="notice" role="status">${state.words}</p>` : nothing}`;
}
