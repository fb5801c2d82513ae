/** Two officers with valid certificates: who signs a decision or an order. */

import { html } from "lit-html";
import { today } from "../device/clock.js";
import { daysBetween } from "../rules/dated.js";
import { certificateFault } from "../rules/people.js";
import { t } from "../words/translate.js";
import { chinese, inLine } from "./chinese.js";
import { checkField } from "./fields.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 */

/** As long as no rulebook says another number. */
const WARNING_DAYS = 60;

/** Officers of our own office on this visit, with what is known of their certificates. @param {Context} context @param {Visit} visit */
export function officersOfVisit({ app }, visit) {
  const ids = new Set([app.me.id, ...visit.officers.map((one) => one.officer_id)]);
  const known = [...ids].flatMap((id) => (id === app.me.id ? app.me : (app.picture.colleagues.get(id) ?? [])));
  return known.filter((one) => one.agency_kind === "district");
}

/** Everybody else who may come along, always in the same order: valid certificates first, then by badge. @param {Context} context @param {string} on day */
export function colleaguesInOrder({ app }, on) {
  const rank = (/** @type {import("../types.js").Colleague} */ one) => `${one.badge_number && certificateFault(one, on) ? 1 : 0} ${one.badge_number || "~"} ${one.name}`;
  return [...app.picture.colleagues.values()].filter((one) => one.id !== app.me.id && !one.is_disabled).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * One's own certificate: as the office last told it, else as it was when one signed in. `isDue` = so few days are left that it is
 * to be renewed, or it has ended.
 * @param {import("../app.js").App} app
 */
export function certificateOf({ me, picture, rulebook }) {
  const until = (picture.colleagues.get(me.id) ?? me).valid_until ?? "";
  const left = until ? daysBetween(today(), until) : 0;
  return { until, left, isDue: Boolean(until) && left <= (rulebook?.certificate_warning_days ?? WARNING_DAYS) };
}

/** Badge and how long the certificate is valid. @param {import("../types.js").OfficerFacts} one @param {string} on day */
export function certificateHint(one, on) {
  if (certificateFault(one, on)) return t("执法证在今天无效");
  return inLine([chinese(one.badge_number), one.valid_until && t("有效期至 {day}", { day: one.valid_until })]);
}

/** @param {Context} context @param {string[]} ids */
export function officersWith({ app }, ids) {
  return ids.flatMap((id) => (id === app.me.id ? app.me : (app.picture.colleagues.get(id) ?? [])));
}

/** @param {Context} context @param {Visit} visit @param {string[]} chosen @param {string} on @param {(ids: string[]) => void} save */
export function officerChoice(context, visit, chosen, on, save) {
  const add = (/** @type {Event} */ event) => {
    const id = /** @type {HTMLSelectElement} */ (event.target).value;
    if (!id) return;
    void context.app.tell(visit.id, "officers_named", { officer_ids: [id] });
    save([...chosen, id]);
  };
  const here = officersOfVisit(context, visit);
  const absent = colleaguesInOrder(context, on).filter((one) => one.agency_kind === "district" && one.badge_number && !here.some((known) => known.id === one.id));
  return html`<fieldset class="choice"><legend>${t("执法人员（两名以上）")}</legend>
    ${here.map((one) =>
      checkField({
        label: chinese(one.name),
        hint: certificateHint(one, on),
        checked: chosen.includes(one.id),
        save: (isOn) => save(isOn ? [...chosen, one.id] : chosen.filter((id) => id !== one.id)),
      }),
    )}
    <div class="field"><label for="add-officer">${t("补充同行的执法人员")}</label>
      <select id="add-officer" @change=${add}><option value="">${t("请选择")}</option>${absent.map((one) => html`<option value=${one.id} lang="zh-CN">${one.name} ${one.badge_number}</option>`)}</select></div>
  </fieldset>`;
}
