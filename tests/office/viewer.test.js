/** Where the viewer's keys lead, and how far it zooms. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { goTo, zoomed } from "../../static/office/viewer.js";

const GROUPS = [0, 0, 1, 2, 2, 2];

for (const [at, deed, to] of [
  [0, "next", 1], [5, "next", 5], [0, "previous", 0], [3, "previous", 2],
  [0, "next-finding", 2], [2, "next-finding", 3], [4, "next-finding", 4],
  [4, "previous-finding", 2], [2, "previous-finding", 0], [1, "previous-finding", 1],
]) {
  test(`from photo ${at}, ${deed} leads to ${to}`, () => assert.equal(goTo(GROUPS, at, deed), to));
}

test("zooming in and out again comes back, and stops at both ends", () => {
  assert.equal(zoomed(zoomed(1, "larger"), "smaller"), 1);
  assert.equal(zoomed(8, "larger"), 8);
  assert.equal(zoomed(0.25, "smaller"), 0.25);
});
