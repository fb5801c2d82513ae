/** A document: read it, sign it or note the refusal, hand it over, print it, share it; void it while it is not delivered. (Long: one screen.) */

import { html, nothing } from "lit-html";
import { localIso, today } from "../device/clock.js";
import { handOut } from "../device/share.js";
import { signatureOf, signaturesMissing } from "../rules/joint-record.js";
import { gatesBeforeDelivery, gatesBeforeOrderDelivery, gatesBeforeSealing } from "../rules/deliveries.js";
import { LONG_TEXT, SHORT_TEXT } from "../rules/limits.js";
import { signerFault } from "../rules/people.js";
import { isSealedFor, photosOf } from "../rules/visits.js";
import { choiceField, reasonList } from "../parts/fields.js";
import { formLabel, stageLabel } from "../parts/labels.js";
import { paper, useStyle } from "../parts/papers.js";
import { photoStrip } from "../parts/photos.js";
import { inWords } from "../parts/reasons.js";
import { Draft } from "../store/drafts.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").LegalDocument} LegalDocument
 * @typedef {{ name: string, badge_number: string, department?: string }} Signer
 * @typedef {{ paper: "a4" | "roll80", refusing: string, voiding: boolean, words: string }} State `refusing` = who does not sign: "party", or an officer by badge or name
 */

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await Promise.all([app.loadRest(), useStyle("/static/css/paper.css")]);
  const back = `/phone/visits/${params.visit}`;
  /** @type {State} */
  const state = { paper: "a4", refusing: "", voiding: false, words: "" };
  const now = () => {
    const visit = app.picture.visit(params.visit);
    const document = visit?.documents[params.document];
    return visit && document ? { visit, document } : null;
  };
  const first = now();
  return {
    title: first ? formLabel(first.document.form) : t("文书"),
    back,
    draw: () => {
      const found = now();
      return found ? draw(context, found.visit, found.document, state) : html`<p class="empty">${t("这台手机上没有这份文书。")}</p>`;
    },
    bar: () => {
      const found = now();
      return found ? nextDeed(context, found.visit, found.document, state) : nothing;
    },
  };
}

/** @param {Visit} visit @param {LegalDocument} document */
const stageOf = (visit, document) => visit.decisions[document.subject_id]?.stage ?? visit.orders[document.subject_id]?.stage ?? null;

/** Signing is open until the paper has changed hands. @param {Context} context @param {Visit} visit @param {LegalDocument} document */
function isOpen({ app }, visit, document) {
  const stage = stageOf(visit, document);
  return stage === "made" || (stage === null && (!isSealedFor(visit, app.me.id) || isUnsignedSupplement(document)));
}

/** What came after the visit had ended is signed after that too. @param {LegalDocument} document */
const isUnsignedSupplement = ({ content, signatures }) => Boolean(content.supplements) && signaturesMissing(content, signatures).length > 0;

/** @param {Context} context @param {Visit} visit @param {LegalDocument} document @param {State} state */
function draw(context, visit, document, state) {
  const stage = stageOf(visit, document);
  const choose = (/** @type {string} */ value) => ((state.paper = /** @type {State["paper"]} */ (value)), context.update());
  return html`<div class="no-print">
      ${stage ? html`<p><span class="badge">${stageLabel(stage)}</span></p>` : nothing}
      ${choiceField({ name: "paper", label: t("纸张"), value: state.paper, save: choose, options: [{ value: "a4", label: "A4" }, { value: "roll80", label: t("80 毫米卷纸") }] })}
      <div class="row"><button @click=${() => print()}>${t("打印")}</button><button @click=${() => share(context, document, state)}>${t("发送文件")}</button></div>
      ${state.words ? html`<p class="soft" role="status">${state.words}</p>` : nothing}
    </div>
    <div class="papers">${paper(document, state.paper, officeOf(context))}</div>
    <div class="no-print">
      ${isOpen(context, visit, document) ? signing(context, visit, document, state) : nothing}
      <h2 class="title">${t("签字的纸质文书照片")}</h2>
      ${photoStrip(context, visit, { document_id: document.id }, { sealed: isSealedFor(visit, context.app.me.id) })}
      ${stage === "made" ? voidForm(context, visit, document, state) : nothing}
    </div>`;
}

/** @param {Context} context */
const officeOf = ({ app }) => ({ address: app.rulebook?.public_address ?? "", mark: app.rulebook?.templates.demonstration ?? "" });

/** The document as one file that any browser opens. @param {Context} context @param {LegalDocument} legal @param {State} state */
async function share(context, legal, state) {
  const styles = await Promise.all(["/static/css/tokens.css", "/static/css/paper.css"].map(async (path) => (await fetch(path)).text()));
  const article = /** @type {Element} */ (document.querySelector("[data-paper]"));
  const head = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${formLabel(legal.form)}</title><style>${styles.join("\n")}</style></head>`;
  const blob = new Blob([`${head}<body>${new XMLSerializer().serializeToString(article)}</body></html>`], { type: "text/html" });
  const outcome = await handOut(blob, `${legal.number || formLabel(legal.form)}.html`);
  state.words = { shared: t("已交给系统发送。"), downloaded: t("已存到下载目录。"), cancelled: "" }[outcome];
  context.update();
}

/** Who still has to sign. @param {Context} context @param {Visit} visit @param {LegalDocument} legal @param {State} state */
function signing(context, visit, legal, state) {
  const { app } = context;
  const officers = /** @type {Signer[]} */ (legal.content.officers);
  const party = legal.signatures.find((one) => one.signer === "party");
  const partyName = partyOf(legal);
  const sign = async (/** @type {"officer" | "party"} */ signer, /** @type {string} */ name, /** @type {string} */ badge_number) => {
    const { askToSign } = await import("../parts/signature.js");
    const strokes = await askToSign(name);
    if (strokes) await app.tell(visit.id, "signature_given", { document_id: legal.id, document_sha256: legal.sha256, signer, name, badge_number, strokes });
  };
  return html`<h2 class="title">${t("签名")}</h2>
    ${reasonList(deliveryFaults(context, visit, legal))}
    ${officers.filter((one) => !maySign(context, legal, one.badge_number)).map((one) => html`<p class="notice notice--warn" data-not-certified=${one.badge_number}>${t("{name} 的执法证已过期，不能签名。请由持有效执法证的人员签名。", { name: one.name })}</p>`)}
    ${officers.map((one) => html`${officerButton(legal, one, maySign(context, legal, one.badge_number), () => sign("officer", one.name, one.badge_number))} ${legal.content.parts ? officerRefusal(context, visit, legal, state, one) : nothing}`)}
    ${party
      ? html`<p class="step__button step__button--done">✓ ${party.is_refused ? t("已注明拒绝签名") : t("当事人已签名")}</p>`
      : html`<button class="step__button" data-signer="party" @click=${() => sign("party", partyName, "")}><span>${t("当事人签名")}</span><small lang="zh-CN">${partyName}</small></button>
        <button data-refuse @click=${() => ((state.refusing = state.refusing === "party" ? "" : "party"), context.update())}>${t("当事人拒绝签名")}</button>
        ${state.refusing === "party" ? refusalForm(context, visit, legal, state, { signer: "party", name: partyName, badge_number: "" }) : nothing}`}`;
}

/** @param {Signer} one */
const keyOf = (one) => one.badge_number || one.name;

/** @param {LegalDocument} legal @param {Signer} one @param {boolean} isOpen @param {() => void} sign */
function officerButton(legal, one, isOpen, sign) {
  const given = signatureOf(legal.signatures, one);
  const words = [one.badge_number, one.department, given?.is_refused ? t("已注明不签名") : ""].filter(Boolean).join(" · ");
  return html`<button class="step__button ${given ? "step__button--done" : ""}" data-signer=${keyOf(one)} ?disabled=${Boolean(given) || !isOpen} @click=${sign}>
    <span lang="zh-CN">${given ? "✓ " : ""}${one.name}</span><small lang="zh-CN">${words}</small></button>`;
}

/** Of a joint record: somebody of another department does not sign, or has left. @param {Context} context @param {Visit} visit @param {LegalDocument} legal @param {State} state @param {Signer} one */
function officerRefusal(context, visit, legal, state, one) {
  if (one.badge_number === context.app.me.badge_number || signatureOf(legal.signatures, one)) return nothing;
  const toggle = () => ((state.refusing = state.refusing === keyOf(one) ? "" : keyOf(one)), context.update());
  return html`<button class="button--quiet" data-refuse-officer=${keyOf(one)} aria-expanded=${state.refusing === keyOf(one) ? "true" : "false"} @click=${toggle}>${t("{name} 不签名或者不在场", { name: one.name })}</button>
    ${state.refusing === keyOf(one) ? refusalForm(context, visit, legal, state, { signer: "officer", name: one.name, badge_number: one.badge_number }) : nothing}`;
}

/**
 * Only the record of the inspection: penalties and orders were judged when made.
 * @param {Context} context @param {LegalDocument} legal @param {string} badge
 */
function maySign({ app }, legal, badge) {
  if (legal.form !== "inspection_record" || !badge) return true;
  const signer = [...app.picture.colleagues.values(), app.me].find((one) => one.badge_number === badge);
  return !signer || signerFault(signer, today()) === null;
}

/** @param {LegalDocument} legal */
const partyOf = (legal) => (typeof legal.content.party === "string" ? legal.content.present || legal.content.party : legal.content.party.name);

/** @param {Context} context @param {Visit} visit @param {LegalDocument} legal @param {State} state @param {{ signer: "party" | "officer", name: string, badge_number: string }} who */
function refusalForm({ app, update }, visit, legal, state, who) {
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const values = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const reason = String(values.get("reason") ?? "").trim();
    if (!reason) return;
    state.refusing = "";
    await app.tell(visit.id, "signing_refused", { document_id: legal.id, document_sha256: legal.sha256, ...who, reason, witness: String(values.get("witness") ?? "").trim() });
    update();
  };
  return html`<form class="card" @submit=${submit}>
    <div class="field"><label for="refusal-reason">${t("拒签情况")}</label><textarea id="refusal-reason" name="reason" rows="2" maxlength=${LONG_TEXT} required></textarea></div>
    <div class="field"><label for="refusal-witness">${t("见证人（姓名、单位）")}</label><input id="refusal-witness" name="witness" maxlength=${SHORT_TEXT} autocomplete="off" /></div>
    <button class="button--main">${t("注明拒签")}</button>
  </form>`;
}

/** Spoilt before it was handed over: the number is never used again. @param {Context} context @param {Visit} visit @param {LegalDocument} legal @param {State} state */
function voidForm({ app, update, router }, visit, legal, state) {
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const reason = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("reason") ?? "").trim();
    const made = (await app.journal.ofTypes(["decision_made", "order_made"])).find((one) => one.data.document_id === legal.id);
    if (!reason || !made) return;
    const { block_id, serial, decision_id, order_id } = made.data;
    await app.tell(visit.id, "form_voided", { block_id, serial, reason, ...(decision_id ? { decision_id } : { order_id }) });
    await router.go(`/phone/visits/${visit.id}`, { replace: true });
  };
  return html`<p><button class="button--quiet" aria-expanded=${state.voiding ? "true" : "false"} @click=${() => ((state.voiding = !state.voiding), update())}>${t("写错了，作废这份文书")}</button></p>
    ${state.voiding
      ? html`<form class="card" @submit=${submit}>
          <div class="field"><label for="void-reason">${t("作废理由（编号不再使用，理由存档）")}</label><input id="void-reason" name="reason" maxlength=${SHORT_TEXT} required autocomplete="off" /></div>
          <button class="button--danger">${t("作废")}</button>
        </form>`
      : nothing}`;
}

/** What stands in the way of handing it over; a record needs only the signature of whoever makes it, if they may sign, and the party's. @param {Context} context @param {Visit} visit @param {LegalDocument} legal */
function deliveryFaults(context, visit, legal) {
  const { app } = context;
  const { rulebook } = app;
  const officers = /** @type {Array<{ name: string, badge_number: string }>} */ (legal.content.officers);
  const maker = officers.filter((one) => one.badge_number === app.me.badge_number && maySign(context, legal, one.badge_number));
  const faults = {
    on_the_spot_decision: () => gatesBeforeDelivery(legal.signatures, officers),
    correction_order: () => gatesBeforeOrderDelivery(legal.signatures, officers, photosOf(visit, { document_id: legal.id }).length),
    inspection_record: () => gatesBeforeSealing(legal.signatures, maker),
  }[legal.form];
  return rulebook && faults ? faults().map((one) => inWords(one, rulebook)) : [];
}

/** @param {Context} context @param {Visit} visit @param {LegalDocument} legal @param {State} state */
function nextDeed(context, visit, legal, state) {
  const { app, router } = context;
  if (!isOpen(context, visit, legal)) return html`<a class="button" href="/phone/visits/${visit.id}">${t("回到检查")}</a>`;
  const { length: left } = deliveryFaults(context, visit, legal);
  const deliver = async () => {
    const { parts_reason } = (await Draft.open(app.database, `finish/${visit.id}`, {})).values;
    const deed = /** @type {Record<string, [string, Record<string, string>]>} */ ({
      on_the_spot_decision: ["decision_delivered", { decision_id: legal.subject_id, delivered_at: localIso() }],
      correction_order: ["order_delivered", { order_id: legal.subject_id, delivered_at: localIso() }],
      inspection_record: ["visit_finished", parts_reason?.trim() ? { reason: parts_reason.trim() } : /** @type {Record<string, string>} */ ({})],
    })[legal.form];
    state.words = "";
    if (!(await app.tell(visit.id, ...deed))) return;
    if (legal.form === "inspection_record") await new Draft(app.database, `finish/${visit.id}`, {}).drop();
    await router.go(`/phone/visits/${visit.id}`, { replace: true });
  };
  if (legal.content.supplements) return html`<a class="button" href="/phone/visits/${visit.id}">${t("回到检查")}</a>`;
  const words = legal.form === "inspection_record" ? t("结束检查，封存记录") : t("已当场交付");
  return left ? html`<p class="soft" data-lacking>${t("还差 {count} 项才能继续", { count: left })}</p>` : html`<button class="button--main" data-deliver @click=${deliver}>${words}</button>`;
}
