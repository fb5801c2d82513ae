/** A part of a joint visit as a phone shows it: whole findings as far as there is room, and nothing that is not one's own. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_CHARS, partIn, partOf } from "../../static/app/rules/visit-part.js";

const item = (code) => ({ code, kind: "verdict", text: { zh: code, en: code }, options: [], photo_when_not_met: false, show_when: null });
const list = { code: "fire-part", audience: "fire", title: { zh: "消防", en: "" }, sections: [{ code: "s", title: { zh: "", en: "" }, items: [item("item-1")] }] };
const me = { id: "fire", name: "消防人员甲", badge_number: "", agency: "松江区消防救援支队", agency_kind: "fire" };
const by = { device: "phone", at: "2026-11-29T10:00:00+08:00", head: { count: 3, sha256: "a".repeat(64) } };
const found = (count) =>
  Object.fromEntries(Array.from({ length: count }, (_one, index) => [`f${index}`, { id: `f${index}`, checklist: "fire-part", item: "item-1", text: "消火栓被遮挡。", severity: "ordinary", is_withdrawn: false }]));
const visit = (findings) => ({ id: "visit", officers: [{ officer_id: "fire", joined_at: "x", finished_at: null }], answers: { "fire-part/item-1": { value: "not_met" } }, findings });
const token = (part) => `e30.${Buffer.from(JSON.stringify(part)).toString("base64url")}.AA`;

test("a part says what was found and counted, and how many records the phone has", () => {
  const part = partOf(visit({ ...found(1), other: { id: "other", checklist: "short", text: "不是消防的", severity: "minor" } }), me, [list], by);
  assert.deepEqual(part.findings, [{ id: "f0", text: "消火栓被遮挡。", severity: "ordinary" }]);
  assert.deepEqual([part.answers.not_met, part.head.count, part.is_ended, part.more], [1, 3, false, 0]);
  assert.deepEqual(partIn(token(part)), part);
});

test("what was taken back is not shown", () => {
  const findings = found(1);
  findings.f0.is_withdrawn = true;
  assert.deepEqual(partOf(visit(findings), me, [list], by).findings, []);
});

test("findings without room are counted, and a file holds more than a code", () => {
  const many = visit(found(40));
  const [code, file] = [partOf(many, me, [list], by), partOf(many, me, [list], { ...by, isFile: true })];
  for (const part of [code, file]) {
    assert.equal(part.findings.length + part.more, 40);
    assert.ok(token(part).length < MOST_CHARS);
  }
  assert.ok(file.findings.length > code.findings.length && code.findings.length > 3);
});

test("what is no part is none", () => {
  for (const text of ["", "a.b.c", token({ purpose: "join_visit" }), token({ purpose: "visit_part", visit: "v" }), token(null), "x".repeat(MOST_CHARS + 1)]) assert.equal(partIn(text), null, text.slice(0, 20));
});
