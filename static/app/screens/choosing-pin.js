/** Right after the first sign-in on this phone: the PIN, before anything is downloaded. */

import { html, nothing } from "lit-html";
import { comeIn, comeInUnsealed, tellWindows } from "../gate.js";
import { nothingChosen, pinForm } from "../parts/pin.js";
import { AlreadyLocked, makeLock } from "../store/lock.js";
import { NoAnswer, Refusal } from "../sync/calls.js";
import { askForKey } from "../sync/session.js";
import { t } from "../words/translate.js";

/** @typedef {{ found: import("../gate.js").Found, router: import("../router.js").Router, update: () => void }} Context */

/** @param {Context} context @returns {import("../router.js").Screen} */
export function screen(context) {
  const state = { chosen: nothingChosen(), mayGoOn: false };
  return { title: t("设置解锁码"), draw: () => draw(context, state) };
}

/** @param {Context} context @param {{ chosen: import("../parts/pin.js").Chosen, mayGoOn: boolean }} state */
function draw(context, state) {
  const failed = (/** @type {unknown} */ error) => {
    state.mayGoOn = true;
    return inWords(error);
  };
  return html`${pinForm(state.chosen, (pin) => keep(context, pin), context.update, failed)}
    ${state.mayGoOn
      ? html`<div class="notice notice--warn">${t("可以先不加锁，照常工作；下次打开时再设。在那之前，手机里的内容没有加密。")}
          <button data-without-pin @click=${() => comeInUnsealed(context.found, context)}>${t("先不加锁")}</button></div>`
      : nothing}`;
}

/** @param {Context} context @param {string} pin */
async function keep(context, pin) {
  const { database, identity } = context.found;
  const office = await database.fact("office_key");
  const rehearse = async (/** @type {string} */ jwe) => (await askForKey(jwe, null)).fingerprint;
  await makeLock(database, { pin, officerId: identity.me.id, office, rehearse }).catch((error) => {
    if (!(error instanceof AlreadyLocked)) throw error;
  });
  tellWindows(identity.me.id);
  await comeIn(context.found, context);
}

/** @param {unknown} error */
function inWords(error) {
  if (error instanceof NoAnswer) return t("加锁时要联网一次，确认办公室能帮您找回。现在连不上服务器。");
  if (error instanceof Refusal && error.reasons.length) return error.reasons.map((reason) => reason.sentence).join(" ");
  console.warn(error);
  return t("没有加上锁，什么都没有改变。");
}
