/** The on-the-spot penalty (当场处罚), step by step as the law asks, with no signal. (Long: one form, in the law's order.) */

import { html, nothing } from "lit-html";
import { localIso, today } from "../device/clock.js";
import { newId, sha256 } from "../device/ids.js";
import { addDays, dayOf, minuteOf } from "../rules/dated.js";
import { TOLD, gatesBeforeDeciding, questionOf } from "../rules/decisions.js";
import { canonical, onTheSpotDecision, sanctionInWords } from "../rules/documents.js";
import { handOverBy } from "../rules/fine-cash.js";
import { knownOn } from "../rules/law.js";
import { onTheSpot, refusal, refuseCollection } from "../rules/penalties.js";
import { chinese } from "../parts/chinese.js";
import { cited, citedAll } from "../parts/citations.js";
import { weighingLines } from "../parts/consequences.js";
import { checkField, choiceField, reasonList, selectField, textField } from "../parts/fields.js";
import { nextForm } from "../parts/forms.js";
import { officerChoice, officersOfVisit, officersWith } from "../parts/officers.js";
import { inWords } from "../parts/reasons.js";
import { recordingStrip } from "../parts/recordings.js";
import { isSealedFor } from "../rules/visits.js";
import { findingsToActOn } from "../parts/transfers.js";
import { Draft } from "../store/drafts.js";
import { listed, say, t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {{ context: Context, visit: Visit, work: Work, book: Rulebook, draft: Draft, set: (changes: Record<string, any>) => void }} Form
 */

const HALF_TEXT = 1_999; // statement and its review are also said together, as one text

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  await app.loadRest();
  const visit = app.picture.visit(params.visit);
  const work = visit && (await app.picture.work(visit.work_id));
  const back = `/phone/visits/${params.visit}`;
  const book = app.bookOf(params.visit);
  if (!visit || !work || !book) return { title: t("当场处罚"), back, draw: () => html`<p class="empty">${t("资料还没有下载齐，请联网同步一次。")}</p>` };
  if (!book.may_penalise.includes(visit.kind)) return { title: t("当场处罚"), back, draw: () => html`<p class="notice notice--bad">${t("网格巡查不得实施处罚，只能报告线索。")}</p>` };
  const draft = await Draft.open(app.database, `penalty/${visit.id}`, firstValues(context, visit, work));
  const set = (/** @type {Record<string, any>} */ changes) => (draft.set({ ...changes, reasons: [] }), context.update());
  const form = () => ({ context, visit: app.picture.visit(visit.id) ?? visit, work, book, draft, set });
  return {
    title: t("当场处罚"),
    back,
    draw: () => draw(form()),
    bar: () => html`<button class="button--main" data-make @click=${() => make(form())}>${t("作出当场处罚决定")}</button>`,
  };
}

/** @param {Context} context @param {Visit} visit @param {Work} work */
function firstValues(context, visit, work) {
  const firm = work.parties.find((one) => one.part === "manager" && one.name) ?? work.parties.find((one) => one.name);
  const findings = findingsToActOn(context, visit);
  const first = findings.find((one) => one.acts.length) ?? findings[0];
  return {
    finding: first?.id ?? "",
    act: first?.acts[0] ?? "",
    party: { kind: "organisation", name: firm?.name ?? "", identifier: firm?.credit_code ?? "", address: firm?.address || work.address, phone: firm?.phone ?? "", representative: firm?.representative ?? "" },
    sanction: "warning",
    fine_yuan: "",
    facts: first?.text ?? "",
    place: `${work.address} ${work.name}`,
    factors: [],
    factor_note: "",
    officers: officersOfVisit(context, visit).map((one) => one.id).slice(0, 2),
    facts_are_certain: false,
    identity_shown_at: null,
    told: [],
    told_at: null,
    heard_at: null,
    has_statement: false,
    statement: "",
    statement_review: "",
    correct: "by",
    correct_by: addDays(today(), 15),
    collection: "bank",
    receipt_number: "",
    receipt_issuer: "unstated",
    collection_note: "",
    is_on_water: false,
    reasons: [],
  };
}

/** @param {Form} form @param {string | null} decided_at @returns {import("../rules/decisions.js").DecisionFacts | null} */
function factsOf({ context, book, draft }, decided_at) {
  const { values } = draft;
  const act = knownOn(book, values.act, dayOf(decided_at ?? localIso()));
  if (!act) return null;
  const isFine = values.sanction === "fine";
  const isCash = isFine && values.collection !== "bank";
  return {
    act,
    party: values.party,
    sanction: values.sanction,
    fine_yuan: isFine ? Number(values.fine_yuan) : 0,
    facts: values.facts,
    place: values.place,
    factors: values.factors,
    factor_note: values.factor_note,
    officers: officersWith(context, values.officers),
    decided_on: dayOf(decided_at ?? localIso()),
    facts_are_certain: values.facts_are_certain,
    identity_shown_at: values.identity_shown_at,
    told_at: values.told_at,
    heard_at: values.heard_at,
    decided_at,
    statement: values.has_statement ? values.statement : "",
    statement_review: values.has_statement ? values.statement_review : "",
    correct_at_once: values.correct === "at_once",
    correct_by: values.correct === "by" ? values.correct_by : null,
    collection: isFine ? values.collection : "none",
    receipt_number: isCash ? values.receipt_number : "",
    told: values.told ?? [],
    receipt_issuer: isCash ? (values.receipt_issuer ?? "unstated") : null,
    collection_note: isCash ? (values.collection_note ?? "") : null,
    is_on_water: isCash && values.collection === "remote_and_asked" && Boolean(values.is_on_water),
  };
}

/** @param {Form} form */
function draw(form) {
  const { draft, set } = form;
  const { values } = draft;
  return html`${reasonList(values.reasons)}
    <section class="step"><h2>${t("一、违法行为")}</h2>${whichAct(form)}</section>
    <section class="step"><h2>${t("二、当事人")}</h2>${partyFields(form)}</section>
    <section class="step"><h2>${t("三、能作什么处罚")}</h2>${allowed(form)}</section>
    <section class="step"><h2>${t("四、事实和理由")}</h2>
      ${textField({ id: "facts", label: t("违法事实"), rows: 3, value: values.facts, save: (facts) => set({ facts }) })}
      ${textField({ id: "place", label: t("地点"), value: values.place, save: (place) => set({ place }) })}
      ${factorFields(form)}
      ${weighed(form)}
      ${checkField({ label: t("违法事实确凿，有法定依据"), checked: values.facts_are_certain, save: (facts_are_certain) => set({ facts_are_certain }) })}
    </section>
    <section class="step"><h2>${t("五、执法人员")}</h2>${officerChoice(form.context, form.visit, values.officers, today(), (officers) => set({ officers }))}</section>
    <section class="step"><h2>${t("六、程序")}</h2>${procedure(form)}</section>
    <section class="step"><h2>${t("七、责令改正")}</h2>${correction(form)}</section>
    ${values.sanction === "fine" ? html`<section class="step"><h2>${t("八、缴款")}</h2>${payment(form)}</section>` : nothing}`;
}

/** @param {Form} form */
function whichAct({ context, visit, book, draft, set }) {
  const { values } = draft;
  const findings = findingsToActOn(context, visit);
  const choose = (/** @type {string} */ id) => {
    const finding = visit.findings[id];
    set({ finding: id, act: finding.acts[0] ?? values.act, facts: finding.text });
  };
  const acts = Object.keys(book.acts).flatMap((code) => knownOn(book, code, today()) ?? []).filter((act) => act.power === "civil_defence" && act.penalty);
  const suggested = visit.findings[values.finding]?.acts ?? [];
  const options = [...suggested.flatMap((code) => knownOn(book, code, today()) ?? []), ...acts.filter((act) => !suggested.includes(act.code))];
  const act = knownOn(book, values.act, today());
  return html`${selectField({ id: "finding", label: t("依据的问题"), value: values.finding, save: choose, options: findings.map((one) => ({ value: one.id, label: one.text || t("（未写明）"), lang: one.text ? "zh-CN" : undefined })) })}
    ${selectField({ id: "act", label: t("违法行为"), value: values.act, save: (code) => set({ act: code }), options: [{ value: "", label: t("请选择") }, ...options.map((one) => ({ value: one.code, label: `${one.code} ${say(one.title)}` }))] })}
    ${act ? html`<p class="soft">${t("违反：")}${citedAll(context.app, act.duties, book.laws)}${act.penalty ? html`<br />${t("依据：")}${cited(context.app, act.penalty, book.laws)}` : nothing}</p>` : nothing}`;
}

/** @param {Form} form */
function partyFields({ draft, set }) {
  const { party } = draft.values;
  const change = (/** @type {string} */ name) => (/** @type {string} */ value) => set({ party: { ...party, [name]: value } });
  const isFirm = party.kind === "organisation";
  return html`${choiceField({ name: "party-kind", label: t("当事人类别"), value: party.kind, save: change("kind"), options: [{ value: "organisation", label: t("单位") }, { value: "citizen", label: t("个人") }] })}
    ${textField({ id: "party-name", label: isFirm ? t("单位名称") : t("姓名"), value: party.name, required: true, save: change("name") })}
    ${textField({ id: "party-identifier", label: isFirm ? t("统一社会信用代码") : t("身份证件号码"), value: party.identifier, save: change("identifier") })}
    ${isFirm ? textField({ id: "party-representative", label: t("法定代表人（负责人）"), value: party.representative, save: change("representative") }) : nothing}
    ${textField({ id: "party-address", label: t("住址"), value: party.address, required: true, save: change("address") })}
    ${textField({ id: "party-phone", label: t("电话"), type: "tel", value: party.phone, save: change("phone") })}`;
}

/** What is open, what is closed and why, and what else can be done. @param {Form} form */
function allowed({ visit, book, draft, set }) {
  const { values } = draft;
  const act = knownOn(book, values.act, today());
  if (!act) return html`<p class="soft">${t("请先选择违法行为。")}</p>`;
  const open = onTheSpot(act, values.party.kind, today(), book);
  const closed = open.refusals.map((one) => inWords(one, book));
  const options = [
    ...(open.warning ? [{ value: "warning", label: t("警告") }] : []),
    ...(open.fine ? [{ value: "fine", label: t("罚款"), hint: t("{floor} 至 {cap} 元", { floor: open.fine.floor_yuan || 1, cap: open.fine.cap_yuan }) }] : []),
  ];
  const fault = values.sanction === "fine" && values.fine_yuan !== "" ? fineFault(act, values, book) : null;
  return html`${options.length ? choiceField({ name: "sanction", label: t("处罚种类"), value: values.sanction, options, save: (sanction) => set({ sanction }) }) : nothing}
    ${closed.length ? html`<div class="notice notice--warn" data-closed><ul>${closed.map((one) => html`<li>${one.sentence}<small lang="zh-CN">${one.law}</small></li>`)}</ul></div>` : nothing}
    ${values.sanction === "fine" && open.fine ? textField({ id: "fine-yuan", label: t("罚款金额（元）"), mode: "numeric", value: values.fine_yuan, save: (fine_yuan) => set({ fine_yuan: fine_yuan.trim() }) }) : nothing}
    ${fault ? html`<p class="fault" role="alert" data-fine-fault>${fault.sentence}<small lang="zh-CN">${fault.law}</small></p>` : nothing}
    ${values.sanction === "fine" && !fault && Number(values.fine_yuan) > 0 && open.fine ? html`<p class="soft" lang="zh-CN">${sanctionInWords(act, "fine", Number(values.fine_yuan))}</p>` : nothing}
    <p class="soft">${t("也可以：")}<a class="link" href="/phone/visits/${visit.id}/order">${t("责令改正")}</a>${t("，或结束检查后由办公室移交立案。")}</p>`;
}

/** @param {import("../types.js").Act} act @param {Record<string, any>} values @param {Rulebook} book */
function fineFault(act, values, book) {
  const fine = Number(values.fine_yuan);
  const first = gatesBeforeDeciding({ ...emptyFacts(act, values), fine_yuan: Number.isFinite(fine) ? fine : -1 }, book).find((one) => /^fine_|floor_/.test(one.code));
  return first ? inWords(first, book) : null;
}

/** @param {import("../types.js").Act} act @param {Record<string, any>} values @returns {import("../rules/decisions.js").DecisionFacts} */
const emptyFacts = (act, values) => ({ ...(/** @type {any} */ (values)), act, officers: [], decided_on: today(), decided_at: null, correct_at_once: true, correct_by: null, fine_yuan: 0 });

/** @param {Form} form */
function factorFields({ book, draft, set }) {
  const { factors, factor_note } = draft.values;
  const toggle = (/** @type {string} */ code) => (/** @type {boolean} */ on) => set({ factors: on ? [...factors, code] : factors.filter((/** @type {string} */ one) => one !== code) });
  return html`<fieldset class="choice"><legend>${t("决定轻重的理由")}</legend>
      <div class="choice__columns">${Object.entries(book.factors).map(([code, words]) => checkField({ label: say(words), checked: factors.includes(code), save: toggle(code) }))}</div>
    </fieldset>
    ${textField({ id: "factor-note", label: t("补充说明"), value: factor_note, save: (note) => set({ factor_note: note }) })}`;
}

/** What the chosen reasons amount to, before the amount is settled. @param {Form} form */
function weighed({ context, book, draft }) {
  const { values } = draft;
  const act = knownOn(book, values.act, today());
  const fine = Number(values.fine_yuan);
  return act ? weighingLines(context.app, act, questionOf({ ...emptyFacts(act, values), fine_yuan: Number.isFinite(fine) ? fine : -1 }), book) : nothing;
}

/** What is told by word of mouth, item by item (行政处罚法第四十四条；行政复议法第二十三条). @param {Form} form @returns {Array<[string, unknown]>} */
function telling({ context, book, draft }) {
  const { values } = draft;
  const act = knownOn(book, values.act, today());
  const reasons = values.factors.map((/** @type {string} */ code) => say(book.factors[code]));
  return [
    ["content", html`${t("拟作出的处罚：")}${act ? chinese(sanctionInWords(act, values.sanction, Math.max(0, Math.trunc(Number(values.fine_yuan) || 0)))) : "—"}`],
    ["facts", html`${t("事实：")}${values.facts ? chinese(values.facts) : "—"}`],
    ["reasons", html`${t("理由：")}${reasons.length ? listed(reasons) : "—"}`],
    ["basis", html`${t("依据：")}${act?.penalty ? cited(context.app, act.penalty, book.laws) : "—"}`],
    ["rights", t("权利：有权陈述、申辩。")],
    ["redress", t("救济：不服的，应当先申请行政复议。")],
  ];
}

/** @param {Form} form @param {string} code */
const toggleTold = ({ draft, set }, code) => (/** @type {boolean} */ on) => {
  const others = (draft.values.told ?? []).filter((/** @type {string} */ one) => one !== code);
  set({ told: on ? [...others, code] : others });
};

/** @param {Form} form */
function procedure(form) {
  const { context, visit, draft, set } = form;
  const { values } = draft;
  return html`${stepButton(form, "identity_shown", "identity_shown_at", t("已出示执法证件"))}
    <div class="card card--quiet"><strong>${t("请向当事人口头告知：")}</strong>
      ${telling(form).map(([code, label]) => checkField({ label, checked: (values.told ?? []).includes(code), save: toggleTold(form, code) }))}</div>
    ${stepButton(form, "party_told", "told_at", t("已告知事实、理由、依据和权利"))}
    ${checkField({ label: t("当事人提出了陈述、申辩"), checked: values.has_statement, save: (has_statement) => set({ has_statement }) })}
    ${values.has_statement
      ? html`${textField({ id: "statement", label: t("陈述、申辩内容"), rows: 3, most: HALF_TEXT, value: values.statement, save: (statement) => set({ statement }) })}
        ${textField({ id: "statement-review", label: t("复核意见"), rows: 2, most: HALF_TEXT, value: values.statement_review, save: (statement_review) => set({ statement_review }) })}`
      : nothing}
    ${recordingStrip(context, visit, {}, { sealed: isSealedFor(visit, context.app.me.id), label: t("当事人陈述的录音录像"), byWhom: () => draft.values.party.name.slice(0, 400) })}
    ${stepButton(form, "party_heard", "heard_at", t("已听取陈述、申辩"))}`;
}

/** A step with its time; taking it is an event of its own. @param {Form} form @param {string} type @param {string} field @param {string} words */
function stepButton({ context, visit, draft, set }, type, field, words) {
  const at = draft.values[field];
  const take = async () => {
    const { values } = draft;
    const text = type === "party_heard" && values.has_statement ? `${values.statement}\n${values.statement_review}`.trim() : "";
    const isKept = await context.app.tell(visit.id, type, { text, by_whom: values.party.name });
    // The button says that all of the list was told; what was not can be unticked.
    if (isKept) set({ [field]: localIso(), ...(type === "party_told" ? { told: Object.keys(TOLD) } : {}) });
  };
  return html`<button class="step__button ${at ? "step__button--done" : ""}" data-step=${type} @click=${take}>
    <span>${at ? "✓ " : ""}${words}</span><small>${at ? minuteOf(at) : t("点一下记录时间")}</small>
  </button>`;
}

/** @param {Form} form */
function correction({ draft, set }) {
  const { values } = draft;
  return html`${choiceField({ name: "correct", label: t("改正"), value: values.correct, save: (correct) => set({ correct }), options: [{ value: "at_once", label: t("当即改正") }, { value: "by", label: t("限期改正") }] })}
    ${values.correct === "by" ? textField({ id: "correct-by", label: t("改正期限（最后一日）"), type: "date", value: values.correct_by, save: (correct_by) => set({ correct_by }) }) : nothing}`;
}

/** Collected on the spot only where the law allows. @param {Form} form */
function payment({ draft, set, book }) {
  const { values } = draft;
  const isSmall = refuseCollection(Number(values.fine_yuan), "small", today(), book) === null;
  const options = [
    { value: "bank", label: t("十五日内到银行或电子支付缴纳") },
    ...(isSmall ? [{ value: "small", label: t("当场收缴：一百元以下") }] : []),
    { value: "hard_to_enforce", label: t("当场收缴：不当场收缴事后难以执行") },
    { value: "remote_and_asked", label: t("当场收缴：交通不便，当事人提出") },
  ];
  return html`${choiceField({ name: "collection", label: t("缴款方式"), value: values.collection, options, save: (collection) => set({ collection }) })}
    ${values.collection === "bank" ? nothing : cash({ draft, set, book })}`;
}

const NOTES = /** @type {Record<string, () => string>} */ ({
  hard_to_enforce: () => t("为什么事后难以执行"),
  remote_and_asked: () => t("当事人的要求，以及到银行缴纳有什么困难"),
});

/** The receipt, the ground in words, and by when the money must be handed over. @param {Pick<Form, "draft" | "set" | "book">} form */
function cash({ draft, set, book }) {
  const { collection, receipt_number, receipt_issuer = "unstated", collection_note = "", is_on_water = false } = draft.values;
  const isRemote = collection === "remote_and_asked";
  const last = handOverBy({ collected_on: today() }, book);
  return html`${choiceField({ name: "receipt-issuer", label: t("票据由谁统一制发"), value: receipt_issuer, save: (receipt_issuer) => set({ receipt_issuer }), options: [{ value: "province", label: t("上海市财政局") }, { value: "ministry", label: t("国务院财政部门") }] })}
    ${textField({ id: "receipt-number", label: t("财政专用票据号"), hint: t("不出具专用票据的，当事人有权拒绝缴纳。"), value: receipt_number, save: (receipt_number) => set({ receipt_number }) })}
    ${NOTES[collection] ? textField({ id: "collection-note", label: NOTES[collection](), rows: 2, value: collection_note, save: (collection_note) => set({ collection_note }) }) : nothing}
    ${isRemote ? checkField({ label: t("在水上收缴（期限自抵岸之日起算）"), checked: is_on_water, save: (is_on_water) => set({ is_on_water }) }) : nothing}
    <p class="notice notice--warn" data-hand-over>${isRemote && is_on_water ? t("抵岸后两个工作日内，把现金交到机关。") : last ? t("最迟 {day} 把现金交到机关。", { day: last }) : t("两个工作日内把现金交到机关。")}</p>`;
}

/** @param {Form} form */
async function make(form) {
  const { context, visit, book, draft } = form;
  const { app, update, router } = context;
  const { values } = draft;
  const decided_at = localIso();
  const facts = factsOf(form, decided_at);
  const number = await nextForm(app, "on_the_spot_decision", dayOf(decided_at));
  const faults = facts ? gatesBeforeDeciding(facts, book) : [refusal("act_unknown", null, { act: values.act })];
  if (!number) faults.push(refusal("no_form_left"));
  if (!facts || !number || faults.length) {
    draft.set({ reasons: faults.map((fault) => inWords(fault, book)) });
    update();
    return scrollTo(0, 0);
  }
  const content = onTheSpotDecision(number.number, facts, book);
  const document_id = newId();
  const isKept = await app.tell(visit.id, "decision_made", {
    decision_id: newId(),
    document_id,
    block_id: number.block.id,
    serial: number.serial,
    content,
    sha256: await sha256(canonical(content)),
    finding_ids: values.finding ? [values.finding] : [],
    claims: { ...facts, act: facts.act.code, officer_ids: values.officers },
  });
  if (!isKept) return;
  await draft.drop();
  await router.go(`/phone/visits/${visit.id}/documents/${document_id}`, { replace: true });
}
