/** What is said stays within what the server takes (the same golden limits), so that no event ever stops the chain. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { EVENT_CHARS, EVENTS_AT_ONCE, firstTooLong, LONG_TEXT, POINTS, SHORT_TEXT, STROKES, thinned, TooLong } from "../../static/app/rules/limits.js";
import { makePhone, saying } from "./world.js";

const limits = JSON.parse(readFileSync(new URL("../golden/limits.json", import.meta.url), "utf8"));
const words = (count) => "检".repeat(count);

test("the phone's limits are the server's", () => {
  const { long_text, short_text, event_chars, events, strokes, points } = limits;
  assert.deepEqual([LONG_TEXT, SHORT_TEXT, EVENT_CHARS, EVENTS_AT_ONCE, STROKES, POINTS], [long_text, short_text, event_chars, events, strokes, points]);
});

for (const [kind, most] of [["long", limits.long_text], ["short", limits.short_text]]) {
  for (const name of limits[kind]) {
    test(`${name} may have ${most} characters and not one more`, () => {
      assert.equal(firstTooLong({ [name]: words(most) }), "");
      assert.equal(firstTooLong({ [name]: words(most + 1) }), name);
    });
  }
}

for (const [name, most] of Object.entries(limits.lists)) {
  test(`there may be ${most} ${name} and not one more`, () => {
    assert.equal(firstTooLong({ [name]: Array.from({ length: most }, () => []) }), "");
    assert.equal(firstTooLong({ [name]: Array.from({ length: most + 1 }, () => []) }), name);
  });
}

test("what lies deeper is found by its path, and a composed document is left alone", () => {
  assert.equal(firstTooLong({ claims: { party: { name: words(401) } } }), "claims.party.name");
  assert.equal(firstTooLong({ corrections: [{ requirement: "" }, { requirement: words(4_001) }] }), "corrections.1.requirement");
  assert.equal(firstTooLong({ strokes: [Array.from({ length: POINTS + 1 }, () => [1, 2])] }), "strokes");
  assert.equal(firstTooLong({ content: { facts: words(9_000) }, value: null, number: 3, at_once: true }), "");
});

test("what is too long is not put into the journal, and the chain goes on without a gap", async () => {
  const { journal } = await makePhone();
  await journal.append([saying({ value: "met" })]);
  await assert.rejects(journal.append([saying({ value: "met" }), saying({ note: words(4_001) })]), TooLong);
  await journal.append([saying({ value: "not_met" })]);
  assert.deepEqual((await journal.pending(10)).map((event) => event.seq), [1, 2]);
});

test("an event of the largest size is kept, and a larger one never made", async () => {
  const { journal } = await makePhone();
  const content = (/** @type {number} */ chars) => saying({ content: { text: "x".repeat(chars) } });
  const [empty] = await journal.append([content(0)]);
  const room = Math.floor(((EVENT_CHARS - empty.jws.length) * 3) / 4) - 100; // prev and seq grow a little
  const [full] = await journal.append([content(room)]);
  assert.ok(full.jws.length <= EVENT_CHARS && full.jws.length > EVENT_CHARS - 500, `${full.jws.length}`);
  await assert.rejects(journal.append([content(room + 1_000)]), TooLong);
  assert.equal(await journal.countPending(), 2);
});

test("a long signature is thinned: every stroke keeps its ends, and a short one stays as it is", () => {
  const stroke = (/** @type {number} */ count) => Array.from({ length: count }, (_none, index) => [index, index]);
  const short = [stroke(50), stroke(1)];
  assert.equal(thinned(short), short);
  const long = [stroke(9_000), stroke(1), stroke(700)];
  const thin = thinned(long);
  assert.ok(thin.flat().length <= POINTS);
  assert.deepEqual(thin.map((one) => [one[0], one.at(-1)]), long.map((one) => [one[0], one.at(-1)]));
  assert.equal(firstTooLong({ strokes: thin }), "");
  const scribble = Array.from({ length: STROKES }, () => stroke(300));
  assert.ok(thinned(scribble).flat().length <= POINTS);
});

const APP = new URL("../../static/app/", import.meta.url).pathname;

test("every field on the phone says how much it takes", () => {
  const free = /type="(file|radio|checkbox|search)"/;
  for (const name of readdirSync(APP, { recursive: true }).filter((one) => /^(parts|screens)\/.*\.js$/.test(one))) {
    const text = readFileSync(join(APP, name), "utf8");
    const fields = text.match(/<textarea[\s\S]*?<\/textarea>|<input[\s\S]*?\/>/g) ?? [];
    assert.deepEqual(fields.filter((field) => !free.test(field) && !field.includes("maxlength=")), [], name);
  }
});
