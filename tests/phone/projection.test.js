/** The phone's own picture of a visit, stated case by case; pytest puts the same events through the server. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { project } from "../../static/app/rules/projection.js";

const text = readFileSync(new URL("../golden/projection.json", import.meta.url), "utf8");
const { cases } = JSON.parse(text);

/** @param {any} thing @param {string} path names and places, separated by dots; ids and item codes have none */
export const at = (thing, path) => path.split(".").reduce((one, name) => one?.[name], thing);

/** Something signed stands in a case as what it says; nobody here looks at its signature. */
const token = (payload) => `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.AA`;
const withTokens = (data) => Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value?.$token ? token(value.$token) : value]));

export const numbered = (events) =>
  events.map((event, index) => ({ ...event, data: withTokens(event.data), id: `event-${index}`, subject: "$visit", at: `2026-11-23T10:${String(index).padStart(2, "0")}:30+08:00` }));

for (const { name, events, expected } of cases) {
  test(`projection: ${name}`, () => {
    const visit = project(null, numbered(events));
    for (const [path, value] of Object.entries(expected)) assert.deepEqual(at(visit, path), value, path);
  });

  test(`projection laid over any earlier picture comes to the same: ${name}`, () => {
    const all = numbered(events);
    const whole = project(null, all);
    for (let cut = 1; cut < all.length; cut += 1) {
      const confirmed = structuredClone(project(null, all.slice(0, cut)));
      assert.deepEqual(project(confirmed, all.slice(cut)), whole);
    }
  });
}

test("nothing shows before a visit has begun", () => {
  assert.equal(project(null, numbered([{ type: "answer_given", by: "$jia", data: {} }])), null);
});

test("the picture before is not changed by what is laid over it", () => {
  const [first, ...rest] = numbered(cases[3].events);
  const before = project(null, [first]);
  const copy = structuredClone(before);
  project(before, rest);
  assert.deepEqual(before, copy);
});
