/** One's own part of a joint visit, shown to the lead's camera: what was found, and how many records are on this phone. It needs no signal. */

import { html, nothing } from "lit-html";
import { localIso } from "../device/clock.js";
import { handOut } from "../device/share.js";
import { ownChecklists } from "../parts/departments.js";
import { qrCode } from "../parts/qr-code.js";
import { minuteOf } from "../rules/dated.js";
import { partIn, partOf } from "../rules/visit-part.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 */

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params, update } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const [title, back] = [t("出示我的部分"), `/phone/visits/${params.visit}`];
  if (!visit) return { title, back, draw: () => html`<p class="empty">${t("这台手机上没有这次检查。")}</p>` };
  const head = await headOf(context, visit);
  if (!head) return { title, back, draw: () => html`<p class="empty">${t("您在这次检查里还没有记录，没有可以出示的。")}</p>` };
  const say = (/** @type {boolean} */ isFile) => app.journal.vouch((device) => partOf(visit, app.me, ownChecklists(context, visit), { device, at: localIso(), head, isFile }));
  const text = await say(false);
  const state = { words: "" };
  const give = async () => {
    const outcome = await handOut(new Blob([await say(true)], { type: "text/plain" }), `${t("检查的部分")}-${app.me.name}.txt`);
    state.words = outcome === "cancelled" ? "" : t("文件已交出。牵头人员在“结束检查”里选择这个文件。");
    update();
  };
  return { title, back, draw: () => draw(text, state), bar: () => html`<button data-give @click=${give}>${t("对方不能扫码，给文件")}</button>` };
}

/** What this phone has said about the visit: how much, and the hash of the last. @param {Context} context @param {Visit} visit */
async function headOf({ app }, visit) {
  const events = (await app.journal.about(visit.id)).sort((a, b) => a.seq - b.seq);
  const last = events.at(-1);
  return last ? { count: events.length, sha256: last.sha256 } : null;
}

/** @param {string} text @param {{ words: string }} state */
function draw(text, state) {
  const part = partIn(text);
  return html`<div class="card">${qrCode(text, t("我的部分的二维码"))}
      <p>${t("请牵头人员在“结束检查”里点“扫描对方的部分”，对准这个码。双方都不需要信号。")}</p>
      ${part ? partLines(part) : nothing}
      <p class="soft">${t("出示之后又有改动的，请再出示一次。照片不在码里，联网后上传。")}</p></div>
    ${state.words ? html`<p class="notice" role="status">${state.words}</p>` : nothing}`;
}

/** @param {import("../rules/visit-part.js").VisitPart} part */
const partLines = ({ head, answers, findings, more, is_ended, at }) => html`<p class="tally"><span class="badge badge--good">${t("合格 {count}", { count: answers.met })}</span><span class="badge badge--bad">${t("不合格 {count}", { count: answers.not_met })}</span><span class="badge">${t("不适用 {count}", { count: answers.not_applicable })}</span></p>
  <p class="soft" data-head=${head.count}>${t("记录 {count} 条，问题 {findings} 个，{at}", { count: head.count, findings: findings.length + more, at: minuteOf(at) })}</p>
  ${more ? html`<p class="notice notice--warn">${t("码里放不下，有 {count} 个问题没有列入。给文件可以多放一些；其余联网后补充。", { count: more })}</p>` : nothing}
  ${is_ended ? nothing : html`<p class="notice">${t("您的部分还没有结束。先结束再出示，对方就不用再扫一次。")}</p>`}`;
