/** What the office still waits for from this officer, said loudly where a list would only be empty. */

import { html, nothing } from "lit-html";
import { minuteOf } from "../rules/dated.js";
import { t } from "../words/translate.js";

/** @param {import("../router.js").Context} context */
export function expectedNotice({ app, update }) {
  const { expected, gone } = app;
  if (!expected.length && !gone) return nothing;
  const read = () => (void app.forgetGone(), update());
  return html`<div class="notice notice--bad" role="alert" data-expected>
    ${gone ? html`<p data-gone>${t("这台手机原来的资料不见了，多半是被浏览器清理掉的。到 {time} 为止，里面还有 {events} 条记录、{photos} 张照片没有上传。", { time: minuteOf(gone.at), events: gone.events, photos: gone.photos })} <button @click=${read}>${t("知道了")}</button></p>` : nothing}
    ${expected.length ? html`<p>${t("办公室还在等您的这些手机：")}</p><ul>${expected.map((one) => line(one, gone?.device === one.device))}</ul>` : nothing}
    <p>${t("原来的手机还在、资料也在的：请在那台手机上打开本应用，联网等它传完。不在的：不要再清理浏览器数据，马上告诉科长，趁还记得补查补拍。")}</p>
  </div>`;
}

/** @param {import("../types.js").Expected} expected @param {boolean} isThisPhone */
function line({ device, label, seen_at, events, photos }, isThisPhone) {
  const values = { id: device.slice(0, 8), events, photos, time: minuteOf(seen_at) };
  return html`<li data-device=${device}><span lang="zh-CN">${label}</span> ${isThisPhone ? t("（这台手机以前的登记）") : nothing}
    ${t("编号 {id}：{events} 条记录、{photos} 张照片没有到，最后联系 {time}。", values)}</li>`;
}
