/** When a street has to patrol a work again: the phone's twin of rules/patrols.py, with no network. */

import { addDays, dayOf } from "./dated.js";

const SOON_DAYS = 7;
const USUAL_DAYS = 90; // until a rulebook says so

/** People of a street or town: they patrol and report, and never enforce. @param {{ agency_kind: string }} me */
export const isOfStreet = (me) => me.agency_kind === "street";

/** The last day for the next patrol; null = nobody was there yet, so it is due now. @param {string | null} lastOn @param {number} everyDays @returns {string | null} */
export const nextPatrolOn = (lastOn, everyDays) => (lastOn ? addDays(lastOn, everyDays) : null);

/** The day itself is still in time. @param {string | null} dueOn @param {string} on @returns {"never" | "overdue" | "soon" | "fine"} */
export function patrolState(dueOn, on) {
  if (dueOn === null) return "never";
  if (dueOn < on) return "overdue";
  return dueOn <= addDays(on, SOON_DAYS) ? "soon" : "fine";
}

/** When the work was last patrolled: as the server knows, or by a patrol that this phone has ended since. @param {import("../types.js").Work} work @param {import("../types.js").Visit[]} visits */
export function lastPatrolOn(work, visits) {
  const ended = visits.flatMap((visit) => (visit.work_id === work.id && visit.finished_at ? [dayOf(visit.finished_at)] : []));
  return [work.patrol?.last_on, ...ended].reduce((/** @type {string | null} */ last, day) => (day && day > (last ?? "") ? day : last), null);
}

/** @param {import("../types.js").Work} work @param {import("../types.js").Visit[]} visits @param {import("../types.js").Rulebook | null} book @param {string} on */
export function patrolOf(work, visits, book, on) {
  const last_on = lastPatrolOn(work, visits);
  const every_days = work.patrol?.every_days ?? book?.patrol_days ?? USUAL_DAYS;
  const due_on = nextPatrolOn(last_on, every_days);
  return { last_on, every_days, due_on, state: patrolState(due_on, on) };
}

/** The lead that a finding was reported as. @param {import("../types.js").Visit} visit @param {string} findingId */
export const leadOfFinding = (visit, findingId) => Object.values(visit.leads ?? {}).find((lead) => lead.finding_id === findingId) ?? null;
