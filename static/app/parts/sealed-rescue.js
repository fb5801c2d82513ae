/** The rescue file from a locked phone: sealed, so that anybody may carry it, and only the office can read it. */

import { html, nothing } from "lit-html";
import { localIso } from "../device/clock.js";
import { chosenFile, download } from "../device/share.js";
import { rescueBlob, rescueName, writeRescue } from "../sync/rescue.js";
import { sealedHoldings, sealedPieces } from "../sync/sealed-rescue.js";
import { t } from "../words/translate.js";

/** @param {{ found: import("../gate.js").Found, update: () => void }} context @returns {Promise<() => unknown>} draws the card */
export async function sealedRescueCard({ found, update }) {
  const phone = { database: found.database, identity: found.identity };
  const state = { held: await sealedHoldings(phone), words: "", busy: false };
  const save = async () => {
    Object.assign(state, { busy: true, words: t("正在写救援文件，请不要离开这一页。") });
    update();
    state.words = await written(phone, state.held).catch((error) => (console.warn(error), t("没有写成，可能是空间不够。手机里的内容都还在。请腾出空间，或者换一种方式再试。")));
    state.busy = false;
    update();
  };
  return () => html`<div class="card" data-sealed-rescue-card>
    <h2 class="title">${t("救援文件")}</h2>
    <p>${t("不用解锁也能存：{events} 条记录、{photos} 张照片都封着，只有办公室能打开。", { events: state.held.seqs.length, photos: state.held.photos.length })}</p>
    <p class="soft">${t("由他们在电脑上打开“异常记录”里的“救援文件”导入。")} ${t("手机里的内容一样也不会删除。以后能联网了照常同步，不会重复。")}</p>
    <button data-rescue ?disabled=${state.busy} @click=${save}>${t("存成文件")}</button>
    ${state.words ? html`<p role="status" data-rescue-said>${state.words}</p>` : nothing}
  </div>`;
}

/** @param {import("../sync/rescue.js").Phone} phone @param {import("../sync/rescue.js").Holdings} held */
async function written(phone, held) {
  const name = rescueName(phone, localIso());
  const chosen = await chosenFile(name);
  if (chosen === "cancelled") return t("没有存，什么都没有改变。");
  if (chosen) await writeRescue(chosen, sealedPieces(phone, held));
  else download(await rescueBlob(sealedPieces(phone, held)), name);
  return t("文件已写好：{events} 条记录、{photos} 张照片。手机里的内容都还在。请交给科长或者管理员。", { events: held.seqs.length, photos: held.photos.length });
}
