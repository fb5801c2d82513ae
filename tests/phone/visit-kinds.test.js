/** Papers of a visit on the phone: by the rulebook it holds, a warning and never a bar. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { overTheCap, papersLacking, papersNeeded } from "../../static/app/rules/visit-kinds.js";

const book = JSON.parse(readFileSync(new URL("../golden/rulebook.json", import.meta.url), "utf8"));
const nothing = { kind: "planned", is_permitted: false, notice_number: "", code_number: "", reason: "", has_head: false, has_partner: false };

test("each kind names what it needs on that day", () => {
  assert.deepEqual(papersNeeded("planned", "2026-11-23", book), ["permission", "notice", "code"]);
  assert.deepEqual(papersNeeded("planned", "2024-10-31", book), []);
  assert.deepEqual(papersNeeded("patrol", "2026-11-23", book), []);
  assert.deepEqual(papersNeeded("re_inspection", "2026-11-23", book), ["permission"]);
});

test("what is there is not missing, and blanks are nothing", () => {
  const hand = { ...nothing, kind: "triggered", is_permitted: true, notice_number: "检通1号", code_number: "  " };
  assert.deepEqual(papersLacking(hand, "2026-11-23", book), ["code", "reason"]);
  assert.deepEqual(papersLacking({ ...nothing, kind: "head_led" }, "2026-11-23", book), ["permission", "notice", "code", "head"]);
});

test("an edition that names no papers, or one that this phone does not know, warns of nothing", () => {
  assert.deepEqual(papersLacking(nothing, "2026-11-23", { ...book, visit_kinds: undefined }), []);
  const later = { ...book, visit_kinds: { planned: [{ paper: "something new", since: "2026-01-01" }] } };
  assert.deepEqual(papersLacking(nothing, "2026-11-23", later), []);
});

test("the cap is passed by one more inspection", () => {
  assert.equal(overTheCap(1, 2), false);
  assert.equal(overTheCap(2, 2), true);
  assert.equal(overTheCap(9, 0), false);
});
