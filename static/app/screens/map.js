/** A small map of what is on the phone, with no network: today's round in its order, the works around, and where one stands. */

import { html, nothing } from "lit-html";
import { fixNow } from "../device/place.js";
import { workStatusLabel } from "../parts/labels.js";
import { leaflet, newMap, placing } from "../parts/map-ground.js";
import { markerOf, shapeOf } from "../parts/map-shapes.js";
import { byRound, isMineToDo } from "../rules/rounds.js";
import { finderRows } from "../store/finder.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../store/finder.js").FinderRow} Row
 * @typedef {{ visit: import("../types.js").Visit, row: Row | undefined }} Stop
 * @typedef {{ L: any, map: any, group: any, words: string, isBusy: boolean }} State
 */

const MOST_DRAWN = 1_500;
const RADIUS = 8;

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, update } = context;
  const rows = await finderRows(app.database);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stops = app.picture.visits().filter((visit) => isMineToDo(visit, app.me.id)).sort(byRound).map((visit) => ({ visit, row: byId.get(visit.work_id) }));
  const place = Object.assign(document.createElement("div"), { className: "phone-map" });
  /** @type {State} */
  const state = { L: null, map: null, group: null, words: "", isBusy: false };
  requestAnimationFrame(() => void build(place, state, rows, stops).catch((error) => failed(error, state, place)).then(update));
  return {
    title: t("地图"),
    back: "/phone",
    draw: () => draw(state, place, stops, () => findMe(state, update)),
    leave: () => state.map?.remove(),
  };
}

/** @param {unknown} error @param {State} state @param {HTMLElement} place */
function failed(error, state, place) {
  console.warn(error);
  place.hidden = true;
  state.words = t("地图的程序还没有下载到手机，联网后会自动下载。下面的清单照常可用。");
}

/** @param {State} state @param {HTMLElement} place @param {Stop[]} stops @param {() => void} locate */
const draw = (state, place, stops, locate) =>
  html`<p class="row"><button data-locate ?disabled=${!state.map || state.isBusy} @click=${locate}>${t("我的位置")}</button>
      <span class="soft" role="status">${state.isBusy ? t("正在定位…") : state.words}</span></p>
    <link rel="stylesheet" href="/static/vendor/leaflet/leaflet.css" /><link rel="stylesheet" href="/static/css/phone-map.css" />
    ${place}
    <p class="soft">${t("圆点在用，方块在建，菱形其他；绿色大圆点是要去的检查，数字是路线的顺序。地图不取任何外部数据。")}</p>
    <h2 class="title">${t("要去的检查")}</h2>
    ${stops.length
      ? html`<ol class="list">${stops.map(({ visit, row }) => html`<li><a class="list__link" href="/phone/works/${visit.work_id}" data-stop=${visit.id}>
          <span><strong lang="zh-CN">${visit.round_position ? `${visit.round_position}. ` : ""}${row?.name ?? "…"}</strong><small lang="zh-CN">${row?.address ?? ""}</small></span>
          ${row?.longitude === undefined ? html`<span class="badge badge--warn">${t("没有坐标")}</span>` : nothing}</a></li>`)}</ol>`
      : html`<p class="empty">${t("没有安排的检查。可在“查找”里选一个工程开始。")}</p>`}`;

/** @param {HTMLElement} place @param {State} state @param {Row[]} rows @param {Stop[]} stops */
async function build(place, state, rows, stops) {
  const L = await leaflet();
  if (!place.isConnected) return;
  const map = newMap(L, place, { zoom_in: t("放大"), zoom_out: t("缩小"), close: t("关闭") });
  Object.assign(state, { L, map, group: L.layerGroup().addTo(map) });
  const at = placing(false);
  const placed = stops.flatMap(({ visit, row }) => (row?.longitude === undefined || row.latitude === undefined ? [] : [{ row, number: visit.round_position ?? "•", at: at(row.longitude, row.latitude) }]));
  for (const one of placed) stopMarker(L, one).addTo(map);
  const here = rows.filter((row) => row.longitude !== undefined && row.latitude !== undefined);
  map.on("moveend", () => drawWorks(state, here));
  const corners = placed.length ? placed.map((one) => one.at) : here.map((row) => at(Number(row.longitude), Number(row.latitude)));
  if (corners.length) map.fitBounds(corners, { padding: [40, 40], maxZoom: 16, animate: false });
  drawWorks(state, here);
}

/** A number to be read and tapped. @param {any} L @param {{ row: Row, number: number | string, at: [number, number] }} stop */
function stopMarker(L, { row, number, at }) {
  const label = Object.assign(document.createElement("span"), { textContent: String(number) });
  const icon = L.divIcon({ html: label, className: "phone-map__stop", iconSize: [36, 36] });
  const marker = L.marker(at, { icon, title: row.name, alt: `${number} ${row.name}`, zIndexOffset: 1_000 });
  marker.on("add", () => marker.getElement().setAttribute("lang", "zh-CN")); // the name of a work is Chinese in every language
  return marker.bindPopup(() => popup(row));
}

/** Those in the window; a window with too many says so. @param {State} state @param {Row[]} rows */
function drawWorks({ L, map, group }, rows) {
  const window_ = map.getBounds().pad(0.1);
  const found = rows.filter((row) => window_.contains([Number(row.latitude), Number(row.longitude)]));
  group.clearLayers();
  const Marker = markerOf(L);
  for (const row of found.slice(0, MOST_DRAWN)) {
    const marker = new Marker([row.latitude, row.longitude], { radius: RADIUS, shape: shapeOf("works", row.status) });
    group.addLayer(marker.bindPopup(() => popup(row)));
  }
}

/** @param {Row} row */
function popup(row) {
  const box = document.createElement("div");
  const link = Object.assign(document.createElement("a"), { href: `/phone/works/${row.id}`, textContent: row.name, lang: "zh-CN" });
  box.append(link, Object.assign(document.createElement("div"), { textContent: `${row.number} · ${workStatusLabel(row.status)}` }));
  return box;
}

/** @param {State} state @param {() => void} update */
async function findMe(state, update) {
  Object.assign(state, { isBusy: true, words: "" });
  update();
  const fix = await fixNow();
  state.isBusy = false;
  if (typeof fix === "string") state.words = t("现在收不到定位。");
  else {
    const at = [fix.latitude, fix.longitude];
    state.L.circle(at, { radius: fix.accuracy_m, color: "#c2410c", weight: 2, fillOpacity: 0.1 }).addTo(state.map);
    state.L.circleMarker(at, { radius: 6, color: "#ffffff", weight: 2, fillColor: "#c2410c", fillOpacity: 1 }).addTo(state.map);
    state.map.setView(at, Math.max(state.map.getZoom(), 14));
    state.words = t("橙色点是您的位置，误差 {metres} 米", { metres: fix.accuracy_m });
  }
  update();
}
