/** The map itself: Leaflet with Chinese controls, the ground under it (pictures only where the office configured them), a scale. */

import { gcj02 } from "../rules/datums.js";

/** By address, and not by name: the library has no types of its own. */
const LEAFLET = "/static/vendor/leaflet/leaflet.js";
const SHANGHAI = [31.03, 121.22];

/** @returns {Promise<any>} */
export const leaflet = () => import(LEAFLET);

/**
 * @param {any} L @param {HTMLElement} place @param {Record<string, string>} words
 * @param {{ addresses?: string[], attribution?: string, is_shifted?: boolean }} [tiles]
 */
export function newMap(L, place, words, { addresses = [], attribution = "" } = {}) {
  const map = L.map(place, { preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: 19, boxZoom: false });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  for (const address of addresses) L.tileLayer(address, { subdomains: "01234567", maxZoom: 18, referrerPolicy: "origin" }).addTo(map);
  if (attribution) L.control.attribution({ prefix: false }).addAttribution(escaped(attribution)).addTo(map);
  map.on("popupopen", (/** @type {any} */ { popup }) => popup.getElement()?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words.close));
  map.setView(SHANGHAI, 11);
  return map;
}

/** Leaflet writes attributions as markup. @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Where something is drawn, on a ground that may be shifted. @param {boolean} isShifted @returns {(longitude: number, latitude: number) => [number, number]} */
export const placing = (isShifted) => (longitude, latitude) => {
  const at = isShifted ? gcj02({ longitude, latitude }) : { longitude, latitude };
  return [at.latitude, at.longitude];
};

/** Names of streets and towns, as the ground of a map without pictures. @param {any} L @param {any} map @param {Array<{ name: string, at: [number, number] }>} streets @param {ReturnType<typeof placing>} place */
export function nameStreets(L, map, streets, place) {
  map.createPane("streets").style.zIndex = "350"; // under what is drawn
  for (const { name, at } of streets) {
    const label = Object.assign(document.createElement("span"), { textContent: name, lang: "zh-CN" });
    L.marker(place(at[1], at[0]), { icon: L.divIcon({ html: label, className: "map__street", iconSize: null }), pane: "streets", interactive: false, keyboard: false }).addTo(map);
  }
}
