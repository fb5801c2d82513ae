/** Addresses that open a place in a phone's map app, each in the datum that it draws: the twin of web/map_links.py (same golden cases). */

import { bd09, gcj02 } from "./datums.js";

/** As Python's quote with nothing safe. @param {string} text */
const quoted = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param {{ longitude: number, latitude: number }} at @param {string} name @returns {Array<{ app: "amap" | "tencent" | "baidu" | "apple", address: string }>} */
export function mapLinks(at, name) {
  const title = quoted(name);
  const shifted = gcj02(at);
  const [lon, lat] = [shifted.longitude.toFixed(6), shifted.latitude.toFixed(6)];
  const baidu = bd09(at);
  return [
    { app: "amap", address: `https://uri.amap.com/marker?position=${lon},${lat}&name=${title}&src=inspect&coordinate=gaode` },
    { app: "tencent", address: `https://apis.map.qq.com/uri/v1/marker?marker=coord:${lat},${lon};title:${title};addr:${title}&referer=inspect` },
    { app: "baidu", address: `https://api.map.baidu.com/marker?location=${baidu.latitude.toFixed(6)},${baidu.longitude.toFixed(6)}&title=${title}&content=${title}&output=html&coord_type=bd09ll&src=inspect` },
    { app: "apple", address: `https://maps.apple.com/?ll=${lat},${lon}&q=${title}` },
  ];
}
