/** The datums that maps in China draw: the twin of rules/datums.py (same golden cases). We keep WGS-84; this is for display alone. */

const AXIS_M = 6_378_245;
const ECCENTRICITY = 0.006693421622965823;
const WEST = 72.004;
const EAST = 137.8347;
const SOUTH = 0.8293;
const NORTH = 55.8271;
const { PI, sin, cos, sqrt, abs, atan2 } = Math;
const BAIDU_PI = (PI * 3000) / 180;

/** @typedef {{ longitude: number, latitude: number }} Point */

/** WGS-84 to GCJ-02, which Amap, Tencent and, in China, Apple draw. Outside China nothing is shifted. @param {Point} at @returns {Point} */
export function gcj02({ longitude, latitude }) {
  if (longitude < WEST || longitude > EAST || latitude < SOUTH || latitude > NORTH) return { longitude, latitude };
  const [x, y] = [longitude - 105, latitude - 35];
  const angle = (latitude / 180) * PI;
  const magic = 1 - ECCENTRICITY * sin(angle) ** 2;
  const northBy = (north(x, y) * 180) / (((AXIS_M * (1 - ECCENTRICITY)) / (magic * sqrt(magic))) * PI);
  const eastBy = (east(x, y) * 180) / ((AXIS_M / sqrt(magic)) * cos(angle) * PI);
  return { longitude: longitude + eastBy, latitude: latitude + northBy };
}

/** @param {number} x */
const waves = (x) => ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;

/** @param {number} x @param {number} y */
function north(x, y) {
  const found = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves(x) + ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  return found + ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
}

/** @param {number} x @param {number} y */
function east(x, y) {
  const found = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves(x) + ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  return found + ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
}

/** WGS-84 to BD-09, which Baidu draws. @param {Point} at @returns {Point} */
export function bd09(at) {
  const { longitude: x, latitude: y } = gcj02(at);
  const length = sqrt(x * x + y * y) + 0.00002 * sin(y * BAIDU_PI);
  const angle = atan2(y, x) + 0.000003 * cos(x * BAIDU_PI);
  return { longitude: length * cos(angle) + 0.0065, latitude: length * sin(angle) + 0.006 };
}
