/** The three documents as they are printed: only from content that is kept, never composed anew. */

import { html, nothing } from "lit-html";
import { generate } from "lean-qr";

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

/** A style sheet that only some screens need. @param {string} path @returns {Promise<void>} */
export function useStyle(path) {
  if (document.querySelector(`link[href="${path}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: path });
  document.head.append(link);
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
  });
}

/** @param {LegalDocument} legal @param {"a4" | "roll80"} size @param {{ address: string, mark: string }} office */
export function paper(legal, size, office) {
  const { content, form } = legal;
  const body = { on_the_spot_decision: decisionBody, correction_order: orderBody, inspection_record: recordBody }[form];
  return html`<article class="paper paper--${size}" lang="zh-CN" data-paper=${form}>
    ${content.is_demonstration ? html`<p class="paper__mark">${office.mark}</p>` : nothing}
    <p class="paper__agency">${content.agency}</p>
    <h2 class="paper__title">${TITLES[form]}</h2>
    ${legal.number ? html`<p class="paper__number">${legal.number}</p>` : nothing}
    ${body ? body(content) : nothing} ${signatures(legal)}
    <div class="paper__foot">
      ${qrCode(legal, office.address)}
      <p class="paper__hash">${legal.number ? "一式两份，一份交当事人，一份存档。" : ""}校验值 ${legal.sha256}</p>
    </div>
  </article>`;
}

/** @param {Array<[string, unknown]>} rows */
const rows = (rows) =>
  html`<dl class="paper__rows">${rows.filter(([, value]) => value).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;

/** @param {Content} c */
function decisionBody(c) {
  const isFirm = c.party.kind === "organisation";
  return html`${rows([
      [isFirm ? "当事人（单位）" : "当事人", c.party.name],
      [isFirm ? "统一社会信用代码" : "身份证件号码", c.party.identifier],
      ["法定代表人（负责人）", c.party.representative],
      ["住址", c.party.address],
      ["电话", c.party.phone],
    ])}
    <p>经查，当事人有下列违法事实：${c.facts}</p>
    <p>地点：${c.place}</p>
    <p>上述行为违反了${c.breaks}的规定，依据${c.basis}，决定给予以下行政处罚：</p>
    <p class="paper__sanction">${c.sanction}</p>
    <p>裁量理由：${c.reasons}。</p>
    <p>${c.correction}</p>
    ${c.payment ? html`<p>${c.payment}</p>` : nothing}
    <p>${c.told}（出示证件 ${c.identity_shown_at}，告知 ${c.told_at}，听取意见 ${c.heard_at}）</p>
    <p>当事人陈述、申辩：${c.statement}${c.statement_review ? html`<br />复核意见：${c.statement_review}` : nothing}</p>
    <p>${c.redress}</p>
    ${rows([
      ["执法人员", officerLine(c)],
      ["作出决定时间", c.decided_at],
    ])}`;
}

/** @param {Content} c */
const officerLine = (c) => c.officers.map((/** @type {{ name: string, badge_number: string }} */ one) => `${one.name}（${one.badge_number}）`).join("、");

/** @param {Content} c */
function orderBody(c) {
  return html`${rows([
      ["当事人", c.party],
      ["工程名称", c.work],
      ["地点", c.place],
    ])}
    <p>${c.basis}</p>
    <ol>${c.corrections.map((/** @type {string} */ one) => html`<li>${one}</li>`)}</ol>
    <p><strong>${c.due}</strong></p>
    <p>${c.consequence}</p>
    ${rows([
      ["执法人员", officerLine(c)],
      ["日期", c.ordered_at],
    ])}`;
}

/** @param {Content} c */
function recordBody(c) {
  return html`${rows([
      ["检查时间", `${c.started_at} 至 ${c.ended_at}`],
      ["工程名称", `${c.work}（${c.work_number}）`],
      ["检查地点", c.place],
      ["被检查单位", c.party],
      ["在场人员", c.present],
      ["检查人员", officerLine(c)],
      ["检查码", c.code_number],
      ["检查通知书", c.notice_number],
      ["检查表", c.checklists.join("、")],
      ["位置记录", c.place_grade],
    ])}
    <p>检查情况：合格 ${c.answers.met} 项，不合格 ${c.answers.not_met} 项，不适用 ${c.answers.not_applicable} 项。</p>
    ${c.findings.length
      ? html`<p>发现的问题：</p><ol>${c.findings.map((/** @type {Content} */ one) => html`<li>${one.text}（${one.item}，${one.severity}，照片 ${one.photos} 张）</li>`)}</ol>`
      : html`<p>未发现问题。</p>`}
    <p>当事人陈述：${c.statement}</p>
    <p>${c.read}</p>`;
}

/** @param {LegalDocument} document */
function signatures(document) {
  const officers = document.signatures.filter((one) => one.signer === "officer");
  const party = document.signatures.filter((one) => one.signer !== "officer");
  return html`<div class="paper__signatures">
    <div><span>执法人员签名：</span>${officers.length ? officers.map(oneSignature) : html`<span class="paper__line"></span>`}</div>
    <div><span>当事人签名：</span>${party.length ? party.map(oneSignature) : html`<span class="paper__line"></span>`}</div>
  </div>`;
}

/** @param {import("../types.js").Signature} one */
function oneSignature(one) {
  if (one.is_refused) return html`<span>拒绝签收：${one.reason}${one.witness ? html`（见证人：${one.witness}）` : nothing}</span>`;
  return html`<span class="paper__signature">${strokesDrawn(one.strokes)}<small>${one.name} ${one.badge_number}</small></span>`;
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
