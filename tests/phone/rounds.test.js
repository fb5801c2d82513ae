/** The order of a day's visits, as the office handed it over. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { byRound, isMineToDo } from "../../static/app/rules/rounds.js";

const visit = (id, more = {}) => ({ id, due_on: null, stage: "planned", officers: [{ officer_id: "me", finished_at: null }], ...more });
const order = (...visits) => [...visits].sort(byRound).map((one) => one.id).join("");

for (const [what, visits, expected] of [
  ["a round stands in its order", [visit("c", { round_on: "2026-12-01", round_position: 3 }), visit("a", { round_on: "2026-12-01", round_position: 1 }), visit("b", { round_on: "2026-12-01", round_position: 2 })], "abc"],
  ["the earlier day comes first, whatever the place in its round", [visit("b", { round_on: "2026-12-02", round_position: 1 }), visit("a", { round_on: "2026-12-01", round_position: 9 })], "ab"],
  ["the day of the round counts, not the last day", [visit("b", { round_on: "2026-12-02", round_position: 1, due_on: "2026-11-30" }), visit("a", { due_on: "2026-12-01" })], "ab"],
  ["on one day, what has no place in the round comes after it", [visit("b", { due_on: "2026-12-01" }), visit("a", { round_on: "2026-12-01", round_position: 40 })], "ab"],
  ["what has no day comes last", [visit("b"), visit("a", { due_on: "2026-12-31" })], "ab"],
]) {
  test(what, () => assert.equal(order(...visits), expected));
}

for (const [what, one, isMine] of [
  ["planned for me", visit("a"), true],
  ["under way", visit("a", { stage: "under_way" }), true],
  ["finished by me", visit("a", { officers: [{ officer_id: "me", finished_at: "2026-12-01T10:00:00Z" }] }), false],
  ["of somebody else", visit("a", { officers: [{ officer_id: "other", finished_at: null }] }), false],
  ["cancelled", visit("a", { stage: "cancelled" }), false],
]) {
  test(`a visit ${what} is ${isMine ? "" : "not "}to be done by me`, () => assert.equal(isMineToDo(one, "me"), isMine));
}
