/** The rescue file on the screen: what it would hold now, writing it, and whom to give it to. Nothing here changes what the phone holds. */

import { html, nothing } from "lit-html";
import { localIso } from "../device/clock.js";
import { chosenFile, download, mayShare, share } from "../device/share.js";
import { holdings, RESCUE_TYPE, rescueBlob, rescueName, rescuePieces, writeRescue } from "../sync/rescue.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {"" | "writing" | "ready" | "written" | "cancelled" | "failed"} Phase
 * @typedef {{ held: import("../sync/rescue.js").Holdings, seen: string, phase: Phase, done: number, ready: File | null }} State
 */

/** @param {Context} context @returns {Promise<() => unknown>} draws the card */
export async function rescueCard(context) {
  /** @type {State} */
  const state = { held: await heldBy(context), seen: seen(context), phase: "", done: 0, ready: null };
  return () => {
    if (state.phase !== "writing" && seen(context) !== state.seen) void recount(context, state);
    return draw(context, state);
  };
}

/** A card whose disk cannot be read still stands there. @param {Context} context @returns {Promise<import("../sync/rescue.js").Holdings>} */
const heldBy = ({ app }) => holdings(app).catch((error) => (app.unreadable(error), { seqs: [], photos: [], bytes: 0, drafts: [], unreadable: 0 }));

/** @param {Context} context */
const seen = ({ app }) => JSON.stringify(app.counts);

/** @param {Context} context @param {State} state */
async function recount(context, state) {
  state.seen = seen(context);
  state.held = await heldBy(context);
  context.update();
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1_048_576).toFixed(1);

/** @param {Context} context @param {State} state */
function draw(context, state) {
  const { held, phase } = state;
  const isEmpty = !held.seqs.length && !held.photos.length && !held.drafts.length && !held.recordings?.length;
  return html`<div class="card" data-rescue-card>
    <h2 class="title">${t("救援文件")}</h2>
    <p class="soft">${t("手机坏了、连不上网、或者要换手机时用：把办公室还没有确认收到的内容存成一个文件，交给办公室导入。")}</p>
    ${held.unreadable === undefined ? nothing : html`<p class="fault" role="alert" data-rescue-from-memory>${t("浏览器现在读不出手机里的资料。这里只有本页面还记得的 {events} 条记录，{photos} 张照片不在其中。请先存成文件，再重新打开本应用；手机里的资料没有删除。", { events: held.seqs.length, photos: held.unreadable })}</p>`}
    ${isEmpty ? (held.unreadable === undefined ? html`<p>${t("现在没有需要救援的内容，办公室都已收到。")}</p>` : nothing) : contents(context, state)}
    ${outcome(context, state)}
    ${phase === "writing" ? html`<progress max=${held.bytes || 1} value=${state.done} aria-label=${t("正在写救援文件")}></progress>` : nothing}
  </div>`;
}

/** @param {Context} context @param {State} state */
function contents(context, state) {
  const { held, phase } = state;
  const counts = { events: held.seqs.length, photos: held.photos.length, size: megabytes(held.bytes), drafts: held.drafts.length };
  return html`<p data-rescue-holds>${t("文件里会有：{events} 条记录、{photos} 张照片（{size} MB）、{drafts} 份没填完的表单。", counts)}</p>
    <ul>
      ${held.recordings?.length ? html`<li data-rescue-recordings>${t("还没有录完的 {count} 段录音录像也在里面，到写文件时为止。", { count: held.recordings.length })}</li>` : nothing}
      <li>${t("手机里的内容一样也不会删除。以后能联网了照常同步，不会重复。")}</li>
      <li>${t("文件没有加密，有当事人信息和照片：只交给本单位的科长或者管理员，不要发到群里。")}</li>
      <li>${t("由他们在电脑上打开“异常记录”里的“救援文件”导入。")}</li>
    </ul>
    <div class="row">
      <button data-rescue ?disabled=${phase === "writing"} @click=${() => save(context, state)}>${t("存成文件")}</button>
      ${canShare() ? html`<button data-rescue-share ?disabled=${phase === "writing"} @click=${() => send(context, state)}>${t("分享…")}</button>` : nothing}
    </div>`;
}

const canShare = () => mayShare(new File([], "rescue.inspect", { type: RESCUE_TYPE }));

/** @param {Context} context @param {State} state */
function outcome(context, state) {
  const { held, phase } = state;
  const counts = { events: held.seqs.length, photos: held.photos.length };
  if (phase === "ready") return html`<p role="status">${t("文件已经备好。")} <button class="button--main" data-rescue-now @click=${() => shareReady(context, state)}>${t("现在分享")}</button></p>`;
  const words = {
    "": "",
    writing: t("正在写救援文件，请不要离开这一页。"),
    written: t("文件已写好：{events} 条记录、{photos} 张照片。手机里的内容都还在。请交给科长或者管理员。", counts),
    cancelled: t("没有存，什么都没有改变。"),
    failed: t("没有写成，可能是空间不够。手机里的内容都还在。请腾出空间，或者换一种方式再试。"),
  }[phase];
  return words ? html`<p role="status" data-rescue-said=${phase}>${words}</p>` : nothing;
}

/** The browser lets a place be chosen only right after the tap, so that comes first. @param {Context} context @param {State} state */
async function save(context, state) {
  const name = rescueName(context.app, localIso());
  const chosen = await chosenFile(name);
  if (chosen === "cancelled") return say(context, state, "cancelled");
  await doing(context, state, async (pieces) => {
    if (chosen) await writeRescue(chosen, pieces);
    else download(await rescueBlob(pieces), name);
    return "written";
  });
}

/** @param {Context} context @param {State} state */
function send(context, state) {
  return doing(context, state, async (pieces) => {
    state.ready = new File([await rescueBlob(pieces)], rescueName(context.app, localIso()), { type: RESCUE_TYPE });
    return shared(state);
  });
}

/** @param {Context} context @param {State} state */
const shareReady = async (context, state) => say(context, state, await shared(state));

/** @param {State} state @returns {Promise<Phase>} */
async function shared(state) {
  const outcome = state.ready ? await share(state.ready) : "cancelled";
  if (outcome === "too_late") return "ready";
  state.ready = null;
  return outcome === "shared" ? "written" : "cancelled";
}

/** @param {Context} context @param {State} state @param {(pieces: AsyncIterable<string | ArrayBuffer>) => Promise<Phase>} work */
async function doing(context, state, work) {
  state.done = 0;
  say(context, state, "writing");
  try {
    state.held = await holdings(context.app);
    const progress = (/** @type {number} */ done) => ((state.done = done), context.update());
    say(context, state, await work(rescuePieces(context.app, state.held, progress)));
  } catch (error) {
    console.warn(error);
    say(context, state, "failed");
  }
}

/** @param {Context} context @param {State} state @param {Phase} phase */
function say(context, state, phase) {
  state.phase = phase;
  context.update();
}
