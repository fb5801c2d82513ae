/** Cash that is still with an officer: what the office knows, and what it has not heard of yet. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cashToHandOver } from "../../static/app/rules/fine-cash.js";

const BOOK = JSON.parse(readFileSync(new URL("../golden/rulebook.json", import.meta.url), "utf8"));
const decision = (more = {}) => ({
  id: "d1", stage: "delivered", number: "第1号", act: "TL43-3", party_name: "王某", sanction: "fine", fine_yuan: 100, finding_ids: [],
  delivered_at: "2026-11-23T02:00:00Z", made_by: "jia", decided_on: "2026-11-23", collection: "small", is_on_water: false, ...more,
});
const visit = (...decisions) => ({ decisions: Object.fromEntries(decisions.map((one) => [one.id, one])) });
const fine = (more = {}) => ({
  id: "f1", subject_id: "d1", number: "第1号", party_name: "王某", amount_yuan: 100, stage: "with_officer", is_with_officer: true,
  is_on_water: false, hand_over_by_on: "2026-11-26", ...more,
});
const shown = (visits, fines = []) => cashToHandOver(visits, fines, "jia", BOOK).map(({ id, last_on }) => [id, last_on]);

test("what was collected with no signal is shown with its last day", () => {
  assert.deepEqual(shown([visit(decision())]), [["d1", "2026-11-25"]]);
});

test("the office's own day counts once it is known, and the cash is shown once", () => {
  assert.deepEqual(shown([visit(decision())], [fine()]), [["d1", "2026-11-26"]]);
});

test("what was handed over is shown no more", () => {
  assert.deepEqual(shown([visit(decision())], [fine({ stage: "handed_over", is_with_officer: false })]), []);
});

test("neither a colleague's cash, nor a bank's, nor a warning, nor a paper that was not handed over", () => {
  const others = [{ made_by: "yi" }, { collection: "bank" }, { sanction: "warning", fine_yuan: 0 }, { delivered_at: null }, { collection: undefined }];
  for (const more of others) assert.deepEqual(shown([visit(decision(more))]), [], JSON.stringify(more));
});

test("on the water there is no last day yet, and it comes after what has one", () => {
  const afloat = decision({ id: "d0", collection: "remote_and_asked", is_on_water: true });
  assert.deepEqual(shown([visit(afloat, decision())]), [["d1", "2026-11-25"], ["d0", null]]);
});

test("a rulebook of before names no period: no day is guessed", () => {
  const { clocks: _clocks, ...before } = BOOK;
  assert.equal(cashToHandOver([visit(decision())], [], "jia", before)[0].last_on, null);
});
