/** Finding a work among thousands, with no network: number, name, address or pinyin initials. */

import { html } from "lit-html";
import { workStatusLabel } from "../parts/labels.js";
import { scanToFind } from "../parts/plates.js";
import { finderRows } from "../store/finder.js";
import { t } from "../words/translate.js";

/**
 * @typedef {{ id: string, number: string, name: string, address: string, initials: string, street: string, status: string, text: string }} Row
 */

const MOST = 50;

/** @param {Row[]} rows @param {string} query @returns {Row[]} */
export function search(rows, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {Row[]} */
  const found = [];
  for (const row of rows) {
    if (words.every((word) => row.text.includes(word))) found.push(row);
    if (found.length === MOST) break;
  }
  return found;
}

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app, router, update }) {
  const kept = await finderRows(app.database);
  /** @type {Row[]} */
  const rows = kept.map((row) => ({ ...row, text: `${row.number} ${row.name} ${row.address} ${row.initials} ${row.street}`.toLowerCase() }));
  rows.sort((a, b) => (a.number < b.number ? -1 : 1));
  let query = new URLSearchParams(location.search).get("q") ?? "";
  const typed = (/** @type {Event} */ event) => look(/** @type {HTMLInputElement} */ (event.target).value);
  const look = (/** @type {string} */ words) => {
    query = words;
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    update();
  };
  const scan = () => scanToFind(app, { open: (id) => void router.go(`/phone/works/${id}`), search: look });
  return { title: t("查找工程"), draw: () => draw(rows, query, typed, scan) };
}

/** @param {Row[]} rows @param {string} query @param {(event: Event) => void} typed @param {() => void} scan */
function draw(rows, query, typed, scan) {
  const found = search(rows, query);
  return html`<label class="unseen" for="query">${t("编号、名称、地址或拼音首字母")}</label>
    <input id="query" type="search" class="search" placeholder=${t("编号、名称、地址或拼音首字母")} .value=${query} @input=${typed} />
    <p class="row"><button data-scan-plate @click=${scan}>${t("扫标牌")}</button></p>
    <p class="soft" role="status">${found.length === MOST ? t("显示前 {count} 个", { count: MOST }) : t("共 {count} 个", { count: found.length })}</p>
    <ul class="list list--found">
      ${found.map(
        (row) => html`<li><a class="list__link" href="/phone/works/${row.id}" data-work=${row.id}>
          <span lang="zh-CN"><strong>${row.name}</strong><small>${row.number} · ${row.address}</small></span><span class="badge">${workStatusLabel(row.status)}</span>
        </a></li>`,
      )}
    </ul>
    ${rows.length ? "" : html`<p class="empty">${t("台账还没有下载到手机，请在有网络时打开一次。")}</p>`}`;
}
