/** How an answer reads: in the officer's language, a number with its unit. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerInWords } from "../../static/app/parts/items.js";
import { useLanguage } from "../../static/app/words/translate.js";

globalThis.document = /** @type {any} */ ({ documentElement: {} });

const number = (more) => /** @type {any} */ ({ kind: "number", options: [], ...more });

test("a number has its unit in the language of the screen, and the Chinese one where there is no other", async () => {
  const leaks = number({ unit: "处", unit_en: "places" });
  const [damp, older] = [number({ unit: "%", unit_en: "" }), number({ unit: "樘" })];
  assert.deepEqual([leaks, damp, older].map((item) => answerInWords(item, 2)), ["2 处", "2 %", "2 樘"]);
  await useLanguage("en");
  assert.deepEqual([leaks, damp, older].map((item) => answerInWords(item, 2)), ["2 places", "2 %", "2 樘"]);
  await useLanguage("zh");
  assert.equal(answerInWords(number({ unit: "" }), 2.5), "2.5");
});

test("verdicts, choices and texts read as the checklist words them", () => {
  assert.equal(answerInWords(/** @type {any} */ ({ kind: "verdict" }), "not_met"), "不合格");
  const door = { kind: "choice", options: [{ code: "shut", label: { zh: "关闭", en: "Shut" } }] };
  assert.equal(answerInWords(/** @type {any} */ (door), "shut"), "关闭");
  assert.equal(answerInWords(/** @type {any} */ ({ kind: "text" }), "见附件"), "见附件");
});
