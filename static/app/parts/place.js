/** The place of a visit: its grade with reasons, and ways to make it better. Never a bar to anything. */

import { html, nothing } from "lit-html";
import { fixNow } from "../device/place.js";
import { SHORT_TEXT } from "../rules/limits.js";
import { gradePlace } from "../rules/places.js";
import { listed, t } from "../words/translate.js";
import { placeGradeLabel, placeReasonLabel } from "./labels.js";
import { scanPlateOf } from "./plates.js";

/**
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 */

/** Grade of a visit's fixes, each at its own moment. @param {Visit} visit @param {Work | null} work */
export function gradeOfVisit(visit, work) {
  const fixes = visit.fixes.map((fix) => ({
    kind: fix.kind,
    age_s: fix.fix_at ? Math.max(0, (Date.parse(fix.at) - Date.parse(fix.fix_at)) / 1000) : 0,
    at: fix.longitude !== null && fix.latitude !== null ? { longitude: fix.longitude, latitude: fix.latitude } : null,
    accuracy_m: fix.accuracy_m,
    reason: fix.reason,
    plate: fix.plate,
  }));
  return gradePlace(fixes, work?.entrances ?? []);
}

/** @type {{ visit: string, words: string, busy: boolean, typing: boolean }} */
const state = { visit: "", words: "", busy: false, typing: false };

/** @param {import("../router.js").Context} context @param {Visit} visit @param {"spot" | "entrance"} kind */
async function takeFix({ app, update }, visit, kind) {
  Object.assign(state, { visit: visit.id, busy: true, words: "" });
  update();
  const fix = await fixNow();
  state.busy = false;
  if (typeof fix === "string") {
    state.words = fix === "denied" ? t("没有定位权限，可在系统设置里开启，或填写位置。") : t("这里收不到定位，可到入口处再试，或填写位置。");
    update();
    return;
  }
  const { longitude, latitude, accuracy_m, fix_at } = fix;
  await app.tell(visit.id, "place_fixed", { kind, longitude, latitude, accuracy_m, fix_at, source: "geolocation" });
}

/** @param {import("../router.js").Context} context @param {Visit} visit */
function typedForm({ app, update }, visit) {
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const reason = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("reason") ?? "").trim();
    if (!reason) return;
    state.typing = false;
    await app.tell(visit.id, "place_fixed", { kind: "typed", reason });
    update();
  };
  return html`<form class="row" @submit=${submit}>
    <label class="unseen" for="typed-place">${t("所在位置和原因")}</label>
    <input id="typed-place" name="reason" maxlength=${SHORT_TEXT} autocomplete="off" placeholder=${t("所在位置和原因，如：地下二层无信号")} />
    <button>${t("记下")}</button>
  </form>`;
}

/** @param {import("../router.js").Context} context @param {Visit} visit @param {Work | null} work */
export function placeLine(context, visit, work) {
  const { grade, reasons, distance_m } = gradeOfVisit(visit, work);
  const kind = { A: "good", B: "good", C: "good", D: "warn", X: "bad" }[grade];
  const toggle = () => ((state.typing = !state.typing), context.update());
  const scan = () => work && scanPlateOf(context.app, work, (fix) => context.app.tell(visit.id, "place_fixed", fix));
  return html`<div class="place" data-grade=${grade}>
    <p><span class="badge badge--${kind}">${placeGradeLabel(grade)}</span>
      <span class="soft">${listed(reasons.map(placeReasonLabel))}${distance_m === null ? nothing : t("，距出入口 {metres} 米", { metres: distance_m })}</span></p>
    <div class="row">
      <button ?disabled=${state.busy} @click=${() => takeFix(context, visit, "entrance")}>${t("入口定位")}</button>
      <button ?disabled=${state.busy} @click=${() => takeFix(context, visit, "spot")}>${t("现场定位")}</button>
      <button data-scan-plate ?disabled=${!work} @click=${scan}>${t("扫标牌")}</button>
      <button aria-expanded=${state.typing ? "true" : "false"} @click=${toggle}>${t("填写位置")}</button>
    </div>
    ${state.busy ? html`<p class="soft" role="status">${t("正在定位…")}</p>` : nothing}
    ${state.words && state.visit === visit.id ? html`<p class="fault" role="alert">${state.words}</p>` : nothing}
    ${state.typing ? typedForm(context, visit) : nothing}
  </div>`;
}
