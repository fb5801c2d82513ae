/** Charts of the office read the table beside them, and tell their series apart without colour. */

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.matchMedia = () => ({ matches: false });
const { configOf, readTable } = await import("../../static/office/charts.js");

/** @param {string} text @param {string} [value] */
const cell = (text, value) => ({ textContent: ` ${text} `, dataset: value === undefined ? {} : { value } });

const table = {
  querySelectorAll: (/** @type {string} */ what) =>
    what === "thead th"
      ? [cell("月份"), cell("立案"), cell("结案")]
      : [row("2017-07", "1,200", "1200", "8", "8"), row("2017-08", "13", "13", "10", "10")],
};

/** @param {string} label @param {string} a @param {string} aValue @param {string} b @param {string} bValue */
function row(label, a, aValue, b, bValue) {
  const cells = [cell(a, aValue), cell(b, bValue)];
  return { querySelector: () => cell(label), querySelectorAll: () => cells };
}

test("a table is its chart's only source", () => {
  assert.deepEqual(readTable(/** @type {any} */ (table)), {
    labels: ["2017-07", "2017-08"],
    series: [
      { name: "立案", values: [1200, 13] },
      { name: "结案", values: [8, 10] },
    ],
  });
});

test("lines differ by dashes and marks, all in one ink", () => {
  const sheet = readTable(/** @type {any} */ (table));
  const { type, data } = configOf(sheet, "lines", "#000000");
  assert.equal(type, "line");
  assert.deepEqual(data.datasets.map((one) => one.borderDash), [[], [8, 4]]);
  assert.equal(new Set(data.datasets.map((one) => one.pointStyle)).size, 2);
  assert.deepEqual(new Set(data.datasets.map((one) => one.borderColor)), new Set(["#000000"]));
});

test("one series of bars needs no legend, and every bar carries its number", () => {
  const sheet = { labels: ["责令改正"], series: [{ name: "件数", values: [7] }] };
  const config = configOf(sheet, "bars", "#000000");
  assert.equal(config.options.plugins.legend.display, false);
  assert.equal(config.plugins.length, 1);
  assert.equal(config.options.scales.y.beginAtZero, true);
});
