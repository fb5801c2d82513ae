/** The three documents as they are printed: only from content that is kept, never composed anew. */

import { html, nothing } from "lit-html";
import { generate } from "lean-qr";
import { minuteOf } from "../rules/dated.js";
import { signatureOf } from "../rules/joint-record.js";

/**
 * Documents stay Chinese in every language of the interface: they are legal texts.
 * @typedef {import("../types.js").LegalDocument} LegalDocument
 * @typedef {Record<string, any>} Content
 */

const TITLES = /** @type {Record<string, string>} */ ({
  on_the_spot_decision: "当场行政处罚决定书",
  correction_order: "责令改正通知书",
  inspection_record: "现场检查笔录",
});

const COPIES = /** @type {Record<string, string>} */ ({
  on_the_spot_decision: "本决定书一式两份：一份交付当事人，一份由行政机关存档备案。",
  correction_order: "本通知书一式两份：一份交付当事人，一份由行政机关存档。",
});

/** A record of several departments, and what was added to it later, say so in their title. @param {LegalDocument} legal */
function titleOf({ form, content }) {
  if (form !== "inspection_record" || !content.parts) return TITLES[form];
  return content.supplements ? "现场检查补充笔录" : "现场检查笔录（联合检查）";
}

/** A style sheet that only some screens need. @param {string} path @returns {Promise<void>} */
export function useStyle(path) {
  if (document.querySelector(`link[href="${path}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: path });
  document.head.append(link);
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
  });
}

/**
 * The same words in the same order as the office's templates/documents: one document has one wording.
 * @param {LegalDocument} legal @param {"a4" | "roll80"} size @param {{ address: string, mark: string }} office
 */
export function paper(legal, size, office) {
  const { content, form } = legal;
  const body = { on_the_spot_decision: decisionBody, correction_order: orderBody, inspection_record: recordBody }[form];
  return html`<article class="paper paper--${size}" lang="zh-CN" data-paper=${form}>
    ${content.is_demonstration ? html`<p class="paper__mark">${office.mark}</p>` : nothing}
    <p class="paper__agency">${content.agency}</p>
    <h2 class="paper__title">${titleOf(legal)}</h2>
    ${legal.number ? html`<p class="paper__number">${legal.number}</p>` : nothing}
    ${body ? body(content, legal) : nothing}
    <div class="paper__foot">
      ${qrCode(legal, office.address)}
      <div>${COPIES[form] ? html`<p class="paper__hash">${COPIES[form]}</p>` : nothing}<p class="paper__hash">校验值（SHA-256）：${legal.sha256}</p></div>
    </div>
  </article>`;
}

/** @param {Array<[string, unknown]>} rows */
const rows = (rows) => html`<dl class="paper__rows">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;

/** @param {string} label @param {unknown} words */
const point = (label, words) => html`<p><b>${label}：</b>${words}</p>`;

/** @param {Content} c @param {LegalDocument} legal */
function decisionBody(c, legal) {
  const { party } = c;
  const isCitizen = party.kind === "citizen";
  return html`${rows([
      ["当事人", party.name],
      ...(isCitizen ? rowsOf([["身份证件号码", party.identifier]]) : rowsOf([["统一社会信用代码", party.identifier], ["法定代表人（负责人）", party.representative]])),
      ["住址", party.address],
      ["电话", party.phone],
    ])}
    ${point("违法事实", c.facts)} ${point("违法地点", c.place)} ${point("违反规定", `上述行为违反了${c.breaks}的规定。`)}
    ${point("处罚依据和决定", html`依据${c.basis}的规定，决定给予：<strong class="paper__sanction">${c.sanction}</strong>。`)}
    ${c.reasons ? point("处罚轻重的理由", c.reasons) : nothing} ${point("责令改正", c.correction)}
    ${point("告知", `${c.told}（出示证件 ${c.identity_shown_at}，告知 ${c.told_at}，听取陈述申辩 ${c.heard_at}）`)}
    ${point("陈述申辩", c.statement_review ? `${c.statement}　复核意见：${c.statement_review}` : c.statement)}
    ${c.payment ? point("罚款缴纳", c.payment) : nothing} ${point("救济途径", c.redress)}
    ${officerLines(c, legal)} ${seal(c, c.decided_at)} ${receipt(legal, "本决定书已当场宣告并交付当事人。", "签收")}`;
}

/** @param {Array<[string, unknown]>} rows @returns {Array<[string, unknown]>} */
const rowsOf = (rows) => rows;

/** @param {Content} c @param {LegalDocument} legal */
function orderBody(c, legal) {
  return html`<p class="paper__flush"><b>${c.party}</b>：</p>
    <p>经检查，民防工程“${c.work}”（${c.place}）存在问题。${c.basis}</p>
    <ol>${c.corrections.map((/** @type {string} */ one) => html`<li>${one}</li>`)}</ol>
    ${point("改正期限", c.due)}
    <p>${c.consequence}</p>
    ${officerLines(c, legal)} ${seal(c, c.ordered_at)} ${receipt(legal, "本通知书已交付当事人。", "签收")}`;
}

/** @param {Content} c @param {LegalDocument} legal */
function recordBody(c, legal) {
  const { answers } = c;
  return html`${c.supplements ? html`<p>本笔录补充 ${c.supplements_ended_at} 制作的现场检查笔录（校验值 <code class="paper__hash">${c.supplements_sha256}</code>）：该笔录封存之后收到下列内容。</p>` : nothing}${rows([
      ["检查时间", `${c.started_at} 至 ${c.ended_at}`],
      ["检查地点", c.place],
      ["被检查工程", c.work],
      ["工程编号", c.work_number],
      ["当事人", c.party],
      ["在场人员", c.present],
      ...(c.code_number || c.notice_number ? rowsOf([["检查码", c.code_number], ["检查通知书编号", c.notice_number]]) : []),
      ...(c.place_grade ? rowsOf([["位置确认", c.place_grade]]) : []),
    ])}
    ${c.parts ? c.parts.map((/** @type {Content} */ part) => partBody(part, Boolean(c.supplements))) : resultBody(c, answers)}
    ${c.parts_reason ? point("未收到的部分的说明", c.parts_reason) : nothing}
    ${c.statement ? point("当事人陈述", c.statement) : nothing}
    ${c.recordings?.length ? html`<p><b>录音录像：</b></p><ol>${c.recordings.map(recordingLine)}</ol>` : nothing}
    <p>${c.read}</p>
    ${officerLines(c, legal)} ${receipt(legal, "", "签名")}`;
}

/** @param {Content} c @param {Content} answers */
const resultBody = (c, answers) => html`${point("检查依据的检查表", `${c.checklists.join("、")}。`)}
    ${point("检查结果", resultOf(answers))}
    ${c.findings.length ? html`<p><b>发现的问题：</b></p><ol>${c.findings.map(findingLine)}</ol>` : point("发现的问题", "无。")}`;

/** @param {Content} answers */
const resultOf = (answers) => `合格 ${answers.met} 项，不合格 ${answers.not_met} 项，不适用 ${answers.not_applicable} 项。`;

/** @param {Content} part @param {boolean} isAdded only what is new */
function partBody(part, isAdded) {
  if (part.source === "absent") return html`<section data-part=${part.kind}><p><b>${part.department}：</b>制作本笔录时没有收到这个部门的记录。</p></section>`;
  const more = (part.heads ?? []).reduce((/** @type {number} */ sum, /** @type {Content} */ one) => sum + one.more, 0);
  return html`<section data-part=${part.kind}>
    <p><b>${part.department}</b>（检查人员：${part.officers.map((/** @type {Content} */ one) => one.name).join("、")}）${part.source === "shown" ? "　按其手机现场出示的内容记录" : nothing}</p>
    ${part.checklists.length ? html`<p>检查表：${part.checklists.join("、")}。</p>` : nothing}
    ${isAdded && !part.has_new_answers ? nothing : html`<p>检查结果${isAdded ? "（变更后）" : nothing}：${resultOf(part.answers)}</p>`}
    ${part.findings.length ? html`<p>${isAdded ? "补充的问题" : "发现的问题"}：</p><ol>${part.findings.map(findingLine)}</ol>` : isAdded ? nothing : html`<p>发现的问题：无。</p>`}
    ${part.withdrawn?.length ? html`<p>撤回的问题：</p><ol>${part.withdrawn.map((/** @type {Content} */ one) => html`<li>${one.text}</li>`)}</ol>` : nothing}
    ${more ? html`<p>另有 ${more} 个问题没有列入，见补充笔录。</p>` : nothing}
  </section>`;
}

/** @param {Content} one */
const findingLine = (one) => html`<li>${one.item}：${one.text}（${one.severity}）${one.photos ? `　照片 ${one.photos} 张` : nothing}${one.handed_to ? `　已移送${one.handed_to}` : nothing}</li>`;

/** @param {Content} one */
const recordingLine = (one) =>
  html`<li>${one.kind} 1 段${one.length ? `（${one.length}）` : nothing}${one.about ? `，${one.about}` : nothing}${one.by_whom ? `，陈述人：${one.by_whom}` : nothing}，SHA-256 <code class="paper__hash">${one.sha256}</code></li>`;

const blank = html`<span class="paper__line"></span>`;

/** @param {Content} c @param {string} on */
const seal = (c, on) => html`<p class="paper__seal">${c.agency}（印章）<br />${on}</p>`;

/** @param {Content} c @param {LegalDocument} legal */
function officerLines(c, legal) {
  return html`<div class="paper__signatures">${c.officers.map((/** @type {{ name: string, badge_number: string, department?: string }} */ one) => {
    const given = signatureOf(legal.signatures, one);
    const strokes = given?.strokes ?? [];
    const who = one.department && !one.badge_number ? html`检查人员：${one.name}（${one.department}）` : html`执法人员：${one.name}${one.department ? `（${one.department}）` : nothing}　执法证号：${one.badge_number}`;
    return html`<p class="paper__flush">${who}　签名：${given?.is_refused ? html`没有签名，情况：${given.reason}${given.witness ? `　见证人：${given.witness}` : nothing}` : strokes.length ? strokesDrawn(strokes) : blank}</p>`;
  })}</div>`;
}

/** @param {LegalDocument} legal @param {string} what was done with the paper @param {string} sign the deed that a party may refuse */
function receipt(legal, what, sign) {
  const [party] = legal.signatures.filter((one) => one.signer === "party").sort((a, b) => Number(a.is_refused) - Number(b.is_refused));
  const signed = party && !party.is_refused ? party : null;
  return html`<div class="paper__receipt">
    ${what ? html`<p>${what}</p>` : nothing}
    <p class="paper__flush">当事人（签名或者盖章）：${signed ? html`${signed.name} ${strokesDrawn(signed.strokes)}` : blank}　时间：${signed ? minuteOf(signed.at) : blank}</p>
    ${party?.is_refused
      ? html`<p>当事人拒绝${sign}，情况：${party.reason}${party.witness ? `　见证人：${party.witness}` : nothing}　注明时间：${minuteOf(party.at)}</p>`
      : nothing}
    ${party ? nothing : html`<p class="paper__flush">拒绝${sign}的，注明情况：${blank}　见证人：${blank}</p>`}
  </div>`;
}

/** @param {number[][][]} strokes lists of [x, y] in a box of width 1000 */
export function strokesDrawn(strokes) {
  if (!strokes.length) return nothing;
  const lowest = Math.max(1, ...strokes.flat().map(([, y]) => y));
  const lines = strokes.map((stroke) => stroke.map(([x, y]) => `${x},${y}`).join(" "));
  return html`<svg class="strokes" viewBox="0 0 1000 ${lowest + 20}" role="img" aria-label="签名">
    <path d=${lines.map((line) => `M${line.replaceAll(" ", "L")}`).join("")} fill="none" stroke="currentColor" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"></path>
  </svg>`;
}

/** By this a paper can be checked against the record. @param {LegalDocument} document @param {string} address of the office's check page */
export function qrText(document, address) {
  const query = new URLSearchParams({ number: document.number, sha256: document.sha256 });
  return address ? `${address}/check?${query}` : `${document.number}\n${document.sha256}`;
}

/** @param {LegalDocument} document @param {string} address */
function qrCode(document, address) {
  const code = generate(qrText(document, address));
  let path = "";
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return html`<svg class="paper__qr" viewBox="-2 -2 ${code.size + 4} ${code.size + 4}" role="img" aria-label="核对用二维码"><path d=${path} fill="#000"></path></svg>`;
}
