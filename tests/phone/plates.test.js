/** Plates: which text is one, and whose it is with no network. */

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { plateCode } from "../../static/app/rules/plates.js";
import { plateMark, plateMatch, workOfPlate } from "../../static/app/store/plates.js";

const CODE = "abcdefghjkmnpqrstuvw";

for (const [text, code] of [
  [`https://office.example/report/${CODE}`, CODE],
  [`http://10.0.0.8:8000/report/${CODE}/`, CODE],
  [`HTTPS://OFFICE.EXAMPLE/REPORT/${CODE.toUpperCase()}`, CODE],
  [`  ${CODE} `, CODE],
  [CODE.slice(1), null],
  [`${CODE}2`, null],
  [`0${CODE.slice(1)}`, null],
  [`https://office.example/other/${CODE}`, null],
  [`https://office.example/report/${CODE}?next=1`, null],
  ["松江万达广场地下停车库", null],
  ["", null],
]) {
  test(`${JSON.stringify(text)} is ${code ? "a" : "no"} plate`, () => assert.equal(plateCode(text), code));
}

const OWN = { id: "own", plate: await plateMark(CODE) };
const OTHER = { id: "other", plate: await plateMark("2".repeat(20)) };
/** A phone that can find these works. */
const phoneWith = (...rows) => ({ run: async (work) => work({ getAll: async () => rows }), write: async () => {} });

test("the mark is the beginning of the code's hash, as the server makes it", async () => {
  assert.equal(await plateMark("a".repeat(20)), "42492da06234ad0a");
});

test("a plate is this work's, another's, or nobody's that the phone knows", async () => {
  const database = phoneWith(OWN, OTHER, { id: "of an older version" }, { id: "none", plate: "" });
  assert.deepEqual(await plateMatch(database, CODE, OWN), { match: "own", row: null });
  assert.deepEqual(await plateMatch(database, "2".repeat(20), OWN), { match: "other", row: OTHER });
  assert.deepEqual(await plateMatch(database, "3".repeat(20), OWN), { match: "unknown", row: null });
  assert.equal((await workOfPlate(database, CODE)).id, "own");
});

test("a partner, whose phone has no register, knows the plate of the work that they inspect", async () => {
  assert.equal((await plateMatch(phoneWith(), CODE, OWN)).match, "own");
  assert.equal((await plateMatch(phoneWith(), "2".repeat(20), OWN)).match, "unknown");
});
