/** (Long: one page, what it draws and lists.) The office's map: asks for the points in its window, draws them, lists the same beside it, and keeps what was chosen. */

import { leaflet, nameStreets, newMap, placing } from "../app/parts/map-ground.js";
import { LATE, drawShape, markerOf, SHAPES, shapeOf } from "../app/parts/map-shapes.js";

/**
 * @typedef {{ work: string, number: string, name: string, words: string, state: string, state_words: string, due_on: string | null, late: boolean, days: number | null, page: string }} Facts
 * @typedef {{ id?: string, geometry: { coordinates: [number, number] }, properties: Facts & { count?: number } }} Feature
 * @typedef {{ count: number, is_counted: boolean, features: Feature[] }} Found
 */

const RADIUS = 7;
const MOST_LISTED = 500;
const root = /** @type {HTMLElement} */ (document.querySelector("[data-map]"));
const facts = JSON.parse(/** @type {string} */ (root.dataset.map));
const words = /** @type {Record<string, string>} */ (facts.words);
const place = placing(facts.tiles.is_shifted);
const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-map-list]")); // the first page has none
const status = /** @type {HTMLElement} */ (document.querySelector("[data-map-status]"));
const fault = /** @type {HTMLElement} */ (document.querySelector("[data-map-fault]"));
const planning = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-map-plan]"));
/** @type {Map<string, string>} chosen works: id -> name */
const chosen = new Map();
/** @type {Record<string, Found>} */
const found = {};
let turn = 0;

const L = await leaflet();
const Marker = markerOf(L);
const map = newMap(L, root, words, facts.tiles);
const group = L.layerGroup().addTo(map);
nameStreets(L, map, facts.streets, place);
drawLegend();

/** @param {string} text @param {Record<string, unknown>} values */
const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));

const layersOn = () => facts.layers.filter((/** @type {string} */ layer) => /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-layer="${layer}"]`))?.checked !== false);

async function load() {
  const mine = (turn += 1);
  const window_ = map.getBounds().pad(0.05);
  const [south, west, north, east] = [window_.getSouth(), window_.getWest(), window_.getNorth(), window_.getEast()];
  const wanted = layersOn();
  try {
    const replies = await Promise.all(wanted.map((/** @type {string} */ layer) => ask({ layer, south, west, north, east, zoom: map.getZoom() })));
    if (mine !== turn) return;
    fault.hidden = true;
    for (const name of facts.layers) delete found[name];
    wanted.forEach((/** @type {string} */ layer, /** @type {number} */ index) => (found[layer] = replies[index]));
    draw();
  } catch {
    fault.textContent = words.failed;
    fault.hidden = mine !== turn;
  }
}

/** With the filter of the page's own address. @param {Record<string, unknown>} window_ @returns {Promise<Found>} */
async function ask(window_) {
  const query = new URLSearchParams(root.dataset.filter);
  for (const [name, value] of Object.entries(window_)) query.set(name, String(value));
  const reply = await fetch(`${facts.points}?${query}`, { headers: { Accept: "application/geo+json" } });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
}

function draw() {
  group.clearLayers();
  for (const [layer, { features }] of Object.entries(found)) for (const feature of features) group.addLayer(marker(layer, feature));
  drawList();
}

/** @param {string} layer @param {Feature} feature */
function marker(layer, feature) {
  const { properties } = feature;
  const at = place(...feature.geometry.coordinates);
  if (properties.count !== undefined) return square(layer, at, properties.count, Number(properties.late));
  const isChosen = layer === "works" && chosen.has(properties.work);
  const one = new Marker(at, { radius: RADIUS, shape: shapeOf(layer, properties.state), late: properties.late, chosen: isChosen });
  return one.bindPopup(() => popup(layer, properties));
}

/** Many, counted: a number to go nearer to. @param {string} layer @param {[number, number]} at @param {number} count @param {number} late */
function square(layer, at, count, late) {
  const label = Object.assign(document.createElement("span"), { textContent: String(count) });
  const text = `${words[layer]} ${say(late ? words.count_late : words.count, { count, late })}`;
  const icon = L.divIcon({ html: label, className: `map__count map__count--${layer} ${late ? "map__count--late" : ""}`, iconSize: [44, 44] });
  return L.marker(at, { icon, title: text, alt: text }).on("click", () => map.setView(at, Math.min(map.getZoom() + 2, 19)));
}

/** @param {string} layer @param {Facts} one */
function popup(layer, one) {
  const box = document.createElement("div");
  const link = Object.assign(document.createElement("a"), { href: one.page, textContent: one.name });
  link.lang = "zh-CN";
  box.append(link, line(`${one.number} · ${words[layer]} · ${one.state_words}`), ...dueLine(one), line(one.words, "zh-CN"));
  if (planning) box.append(box_(one));
  return box;
}

/** @param {string} text @param {string} [lang] */
function line(text, lang) {
  const found_ = Object.assign(document.createElement("div"), { textContent: text });
  if (lang) found_.lang = lang;
  return found_;
}

/** @param {Facts} one */
function dueLine(one) {
  const text = one.days !== null ? say(words.late_days, { days: one.days }) : one.late ? words.late : one.due_on ? say(words.due, { day: one.due_on }) : "";
  if (!text) return [];
  return [Object.assign(document.createElement("span"), { textContent: text, className: one.late ? "badge badge--bad" : "badge" })];
}

/** @param {Facts} one */
function box_(one) {
  const label = document.createElement("label");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: chosen.has(one.work) });
  tick.dataset.choose = one.work;
  tick.addEventListener("change", () => choose([one], tick.checked));
  label.append(tick, ` ${say(words.choose, { name: one.name })}`);
  label.className = "map__choose";
  return label;
}

/** @param {Facts[]} works @param {boolean} isOn */
function choose(works, isOn) {
  for (const one of works) isOn ? chosen.set(one.work, one.name) : chosen.delete(one.work);
  draw();
  drawChosen();
}

function drawChosen() {
  if (!planning) return;
  planning.hidden = chosen.size === 0;
  const count = /** @type {HTMLElement} */ (planning.querySelector("[data-map-chosen]"));
  count.textContent = say(words.chosen, { count: chosen.size });
  const fields = /** @type {HTMLElement} */ (planning.querySelector("[data-map-fields]"));
  fields.replaceChildren(...[...chosen.keys()].map((value) => Object.assign(document.createElement("input"), { type: "hidden", name: "work", value })));
}

/** The same as on the map, for whoever reads or goes by keyboard. */
function drawList() {
  const totals = Object.entries(found).map(([layer, { count }]) => `${words[layer]} ${say(words.in_view, { count })}`);
  status.textContent = totals.join(" · ");
  if (!list) return;
  const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.choose : undefined;
  list.replaceChildren(...Object.entries(found).flatMap(([layer, one]) => section(layer, one)));
  if (focus) /** @type {HTMLElement | null} */ (list.querySelector(`[data-choose="${focus}"]`))?.focus();
}

/** @param {string} layer @param {Found} one */
function section(layer, { is_counted, features }) {
  const heading = Object.assign(document.createElement("h2"), { textContent: words[layer] });
  if (is_counted || features.length > MOST_LISTED) return [heading, line(words.too_many)];
  if (!features.length) return [heading, line(words.none)];
  const rows = document.createElement("ul");
  rows.className = "plain map__rows";
  const late = [...features].sort((a, b) => Number(b.properties.late) - Number(a.properties.late));
  rows.append(...late.map(({ properties }) => row(properties)));
  return [heading, rows];
}

/** @param {Facts} one */
function row(one) {
  const found_ = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: one.page, textContent: one.name });
  link.lang = "zh-CN";
  if (planning) {
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: chosen.has(one.work) });
    tick.setAttribute("aria-label", say(words.choose, { name: one.name }));
    tick.dataset.choose = one.work;
    tick.addEventListener("change", () => choose([one], tick.checked));
    found_.append(tick);
  }
  const text = document.createElement("span");
  text.append(link, " ", Object.assign(document.createElement("span"), { className: "soft", textContent: `${one.number} · ${one.state_words}` }), " ", ...dueLine(one));
  found_.append(text);
  return found_;
}

/** Each shape with its words, drawn as on the map. */
function drawLegend() {
  for (const swatch of /** @type {NodeListOf<HTMLCanvasElement>} */ (document.querySelectorAll("canvas[data-shape]"))) {
    const pen = swatch.getContext("2d");
    const shape = SHAPES[swatch.dataset.shape ?? ""];
    if (pen && shape) drawShape(pen, shape, 11, 11, 7, { late: swatch.dataset.late !== undefined });
  }
  document.documentElement.style.setProperty("--late", LATE);
}

/** All works that the list shows. */
const inView = () => (found.works && !found.works.is_counted ? found.works.features.map(({ properties }) => properties) : []);

document.querySelector("[data-choose-view]")?.addEventListener("click", () => choose(inView(), true));
document.querySelector("[data-choose-none]")?.addEventListener("click", () => (chosen.clear(), choose([], true)));
const rectangle = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-rectangle]"));
if (rectangle) rectangle.hidden = !matchMedia("(any-pointer: fine)").matches; // a finger moves the map; the boxes of the list do the same
rectangle?.addEventListener("click", () => void drawRectangle());

/** By mouse: from one corner to the other; the works in it are added. */
function drawRectangle() {
  map.dragging.disable();
  root.classList.add("map__ground--picking");
  map.once("mousedown", (/** @type {any} */ { latlng: from }) => {
    const shape = L.rectangle([from, from], { color: "#c2410c", weight: 2 }).addTo(map);
    const grow = (/** @type {any} */ { latlng }) => shape.setBounds([from, latlng]);
    map.on("mousemove", grow);
    map.once("mouseup", () => {
      map.off("mousemove", grow);
      map.dragging.enable();
      root.classList.remove("map__ground--picking");
      const window_ = shape.getBounds();
      shape.remove();
      const inside = (found.works?.features ?? []).filter(({ geometry, properties }) => properties.count === undefined && window_.contains(place(...geometry.coordinates)));
      choose(inside.map(({ properties }) => properties), true);
    });
  });
}

for (const tick of document.querySelectorAll("[data-layer]")) tick.addEventListener("change", () => void load());
map.on("moveend", () => void load());
if (facts.box) {
  const [west, south, east, north] = facts.box;
  map.fitBounds([place(west, south), place(east, north)], { padding: [24, 24], maxZoom: 16, animate: false });
}
void load();
