/** Recordings beside what they show: recording sound and film, playing, captions, deleting before sealing. */

import { html, nothing } from "lit-html";
import { lastFix } from "../device/place.js";
import { clockWords, kindOf, LIMITS, recordingsOf } from "../rules/recordings.js";
import { bytesOf, photoKept } from "../store/photos.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Recording} Recording
 * @typedef {{ checklist?: string, item?: string, finding_id?: string, return_id?: string }} Shows nothing = a statement of the party
 * @typedef {{ sealed?: boolean, label?: string, byWhom?: () => string }} Options
 */

const ANY_FILM = ["video", "*"].join("/");

/** @type {Map<string, string>} where each can be played from, by hash; "" = looked for, and not to be had now */
const addresses = new Map();
/** @type {Map<string, { busy: boolean, words: string }>} by where they belong */
const states = new Map();

/** @param {Context} context @param {Visit} visit @param {Shows} shows @param {Options} [options] */
export function recordingStrip(context, visit, shows, { sealed = false, label = t("录音录像"), byWhom = () => "" } = {}) {
  const list = recordingsOf(visit, shows);
  const state = states.get(placeOf(visit.id, shows));
  return html`<section class="photos recordings" aria-label=${label}>
    ${list.length ? html`<ul class="recordings__list">${list.map((one) => oneRecording(context, visit, one, sealed))}</ul>` : nothing}
    ${state?.busy ? html`<p class="soft" role="status">${t("正在保存…")}</p>` : nothing}
    ${state?.words ? html`<p class="fault" role="alert">${state.words}</p>` : nothing}
    ${sealed ? nothing : buttons(context, visit.id, shows, byWhom)}
  </section>`;
}

/** @param {string} visitId @param {Shows} shows */
const placeOf = (visitId, shows) => JSON.stringify([visitId, shows]);

/** @param {Context} context @param {Visit} visit @param {Recording} one @param {boolean} sealed */
function oneRecording(context, visit, one, sealed) {
  const { app, update } = context;
  const remove = async () => {
    await app.tell(visit.id, "recording_discarded", { recording_id: one.id });
    await app.recount();
    update();
  };
  const caption = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    if (text !== one.caption) void app.tell(visit.id, "recording_captioned", { recording_id: one.id, caption: text });
  };
  const name = kindOf(one.media_type) === "video" ? t("录像") : t("录音");
  const isMine = one.by === app.me.id && !sealed;
  return html`<li class="recordings__one" data-recording-id=${one.id}>
    <p><strong>${name}</strong> ${clockWords(one.duration_ms)} <span class="soft">${(one.size_bytes / 1_048_576).toFixed(1)} MB</span>${one.by_whom ? html` <span lang="zh-CN">${one.by_whom}</span>` : nothing}
      ${one.was_cut ? html`<br /><span class="soft">${t("录制时页面被关闭，到此为止")}</span>` : nothing}</p>
    ${player(context, one)}
    ${isMine
      ? html`<input class="photo__caption" aria-label=${t("录音录像说明")} placeholder=${t("说明")} maxlength="500" .value=${one.caption} @change=${caption} />
          <button class="button--quiet" data-remove-recording @click=${remove}>${t("删除这段")}</button>`
      : one.caption ? html`<p lang="zh-CN">${one.caption}</p>` : nothing}
  </li>`;
}

/** The bytes come into memory only when somebody wants to hear them. @param {Context} context @param {Recording} one */
function player(context, one) {
  const address = addresses.get(one.sha256);
  const play = async () => {
    addresses.set(one.sha256, await addressOf(context.app.database, one));
    context.update();
  };
  if (address === undefined) return html`<button data-play @click=${play}>${t("播放")}</button>`;
  if (!address) return html`<p class="soft">${t("还没有传到")}</p>`;
  return kindOf(one.media_type) === "video"
    ? html`<video controls autoplay playsinline src=${address}></video>`
    : html`<audio controls autoplay src=${address}></audio>`;
}

/** @param {import("../store/database.js").Database} database @param {Recording} one */
async function addressOf(database, one) {
  const kept = await photoKept(database, one.sha256);
  if (kept && kept.state !== "dropped") return URL.createObjectURL(new Blob([await bytesOf(database, kept)], { type: kept.type }));
  return kept || one.is_here ? `/recordings/${one.sha256}/play` : "";
}

/** @param {Context} context @param {string} visitId @param {Shows} shows @param {() => string} byWhom */
function buttons(context, visitId, shows, byWhom) {
  const record = (/** @type {import("../rules/recordings.js").Kind} */ kind) => async () => {
    const { record: open } = await import("./recorder.js");
    await open(context.app, kind, visitId, dataOf(shows, byWhom()));
    await context.app.recount();
    context.update();
  };
  const picked = async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = "";
    if (file) await take(context, visitId, shows, file, byWhom());
  };
  const canRecord = typeof MediaRecorder !== "undefined";
  return html`<div class="photos__buttons">
      ${canRecord ? html`<button data-record="audio" @click=${record("audio")}>${t("录音")}</button><button data-record="video" @click=${record("video")}>${t("录像")}</button>` : nothing}
      <label class="button">${t("系统录像")}<input class="unseen" type="file" accept=${ANY_FILM} capture="environment" data-record="system" @change=${picked} /></label>
    </div>
    <p class="soft">${t("录音最长 {minutes} 分钟；录像最长 {film} 分钟或 {most} MB。", { minutes: LIMITS.audio.seconds / 60, film: LIMITS.video.seconds / 60, most: LIMITS.video.bytes / 1_048_576 })}</p>`;
}

/** @param {Shows} shows @param {string} byWhom */
function dataOf(shows, byWhom) {
  const fix = lastFix();
  const place = fix ? { fix: { longitude: fix.longitude, latitude: fix.latitude, accuracy_m: fix.accuracy_m, fix_at: fix.fix_at } } : {};
  return { ...shows, ...place, ...(byWhom ? { by_whom: byWhom } : {}) };
}

/** A film of the system's own camera. @param {Context} context @param {string} visitId @param {Shows} shows @param {File} file @param {string} byWhom */
async function take({ app, update }, visitId, shows, file, byWhom) {
  const place = placeOf(visitId, shows);
  states.set(place, { busy: true, words: "" });
  update();
  const { takeFilm } = await import("./films.js");
  states.set(place, { busy: false, words: await takeFilm(app, visitId, dataOf(shows, byWhom), file) });
  await app.recount();
  update();
}
