/** How well the place is known: the phone's twin of rules/places.py (same golden cases). WGS-84 throughout. */

const FRESH_SECONDS = 60;
const GOOD_ACCURACY_M = 50;
const ENTRANCE_FIX_SECONDS = 4 * 60 * 60;
const EXIF_ELSEWHERE_M = 1_000;
const EARTH_M = 6_371_008.8;

/**
 * @typedef {{ longitude: number, latitude: number }} Point
 * @typedef {Point & { radius_m: number }} EntrancePlace
 * @typedef {{ kind: "spot" | "entrance" | "code" | "typed", age_s: number, at: Point | null, accuracy_m: number | null, reason: string, plate?: "own" | "other" | "unknown" }} AgedFix
 * @typedef {{ grade: "A" | "B" | "C" | "D" | "X", reasons: string[], distance_m: number | null }} PlaceGrade
 */

/** Great-circle distance; within 0.5 % of the ellipsoid's. @param {Point} one @param {Point} other */
export function metresBetween(one, other) {
  const rad = Math.PI / 180;
  const dLat = (other.latitude - one.latitude) * rad;
  const dLon = (other.longitude - one.longitude) * rad;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(one.latitude * rad) * Math.cos(other.latitude * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(h));
}

/** @param {Point} at @param {EntrancePlace[]} entrances */
const nearest = (at, entrances) =>
  entrances.length ? Math.round(Math.min(...entrances.map((entrance) => metresBetween(at, entrance)))) : null;

/**
 * The best grade that the evidence supports; evidence that contradicts the work beats everything.
 * @param {AgedFix[]} fixes @param {EntrancePlace[]} entrances @param {Point | null} [exif] @returns {PlaceGrade}
 */
export function gradePlace(fixes, entrances, exif = null) {
  const exifDistance = exif && nearest(exif, entrances);
  if (exifDistance != null && exifDistance > EXIF_ELSEWHERE_M) {
    return { grade: "X", reasons: ["exif_elsewhere"], distance_m: exifDistance };
  }
  const graded = fixes.map((fix) => gradeOne(fix, entrances));
  if (!graded.length) return { grade: "D", reasons: ["nothing_known"], distance_m: null };
  const best = [...graded].sort((a, b) => (a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : 0))[0];
  return graded.find((one) => one.grade === "X") ?? best;
}

/** @param {AgedFix} fix @param {EntrancePlace[]} entrances @returns {PlaceGrade} */
function gradeOne(fix, entrances) {
  if (fix.kind === "code") return gradeCode(fix.plate ?? "own");
  if (fix.kind === "typed" || !fix.at) {
    return { grade: "D", reasons: [fix.reason ? "typed_with_reason" : "typed_without_reason"], distance_m: null };
  }
  return gradePosition(fix, fix.at, entrances);
}

/** Whoever scans another work's plate stands at another door; a code that nobody knows says nothing. @param {"own" | "other" | "unknown"} plate @returns {PlaceGrade} */
function gradeCode(plate) {
  if (plate === "own") return { grade: "C", reasons: ["code_scanned"], distance_m: null };
  if (plate === "other") return { grade: "X", reasons: ["code_of_another_work"], distance_m: null };
  return { grade: "D", reasons: ["code_unknown"], distance_m: null };
}

/** Age is judged before accuracy. @param {AgedFix} fix @param {Point} at @param {EntrancePlace[]} entrances @returns {PlaceGrade} */
function gradePosition(fix, at, entrances) {
  const distance_m = nearest(at, entrances);
  const accuracy = fix.accuracy_m ?? 10_000;
  const outside = entrances.every((entrance) => metresBetween(at, entrance) - accuracy > entrance.radius_m);
  if (entrances.length && outside) return { grade: "X", reasons: ["too_far"], distance_m };
  if (fix.age_s > ENTRANCE_FIX_SECONDS) return { grade: "D", reasons: ["fix_too_old"], distance_m };
  const doubts = [];
  if (fix.kind === "entrance") doubts.push("entrance_fix");
  else if (fix.age_s > FRESH_SECONDS) doubts.push("fix_not_fresh");
  if (!entrances.length) doubts.push("work_without_coordinates");
  const inside = entrances.some((entrance) => metresBetween(at, entrance) <= entrance.radius_m);
  if (accuracy > GOOD_ACCURACY_M || (entrances.length && !inside)) return { grade: "D", reasons: ["inaccurate"], distance_m };
  return doubts.length ? { grade: "B", reasons: doubts, distance_m } : { grade: "A", reasons: ["on_the_spot"], distance_m };
}
