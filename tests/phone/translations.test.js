import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TOLD } from "../../static/app/rules/decisions.js";
import { english } from "../../static/app/words/en.js";
import { t, useLanguage } from "../../static/app/words/translate.js";

const APP = new URL("../../static/app/", import.meta.url).pathname;
const CHINESE = /[\u3400-\u9fff]/;
/** Legal documents stay Chinese in every language; rules speak in the words of the law. */
const STAYS_CHINESE = [/^parts\/papers\.js$/, /^rules\//, /^words\/en\.js$/, /^types\.js$/];
/** Words that rules put into the facts of a refusal; the phone says them through t(). */
const FACTS = ["公民", "法人或者其他组织", "民防部门", "公安机关", "消防救援机构", "建设管理部门", "应急管理部门", "名称", "姓名", "住址", ...Object.values(TOLD)];

const files = readdirSync(APP, { recursive: true }).filter((name) => name.endsWith(".js"));
const source = (name) => readFileSync(join(APP, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
const said = (text) => [...text.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
const used = new Set([...files.flatMap((name) => said(source(name))), ...FACTS]);
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test("every Chinese text of the phone has its English", () => {
  assert.deepEqual([...used].filter((text) => !english[text]), []);
});

test("no English text is left whose Chinese is gone", () => {
  assert.deepEqual(Object.keys(english).filter((text) => !used.has(text)), []);
});

test("no Chinese is left in the English, and no placeholder is lost", () => {
  for (const [chinese, text] of Object.entries(english)) {
    assert.doesNotMatch(text, CHINESE, text);
    for (const form of text.split("|")) assert.deepEqual(placeholders(form), placeholders(chinese), chinese);
  }
});

test("one thing is counted in the singular, none and several in the plural", async () => {
  globalThis.document = { documentElement: {} };
  await useLanguage("en");
  assert.deepEqual([0, 1, 2].map((count) => t("照片 {count} 张", { count })), ["0 photos", "1 photo", "2 photos"]);
  await useLanguage("zh");
  assert.equal(t("照片 {count} 张", { count: 1 }), "照片 1 张");
});

test("no Chinese is shown without going through t()", () => {
  for (const name of files) {
    if (STAYS_CHINESE.some((pattern) => pattern.test(name))) continue;
    const rest = source(name).replace(/\bt\(\s*"(?:[^"\\]|\\.)*"/g, "");
    const bare = rest.split("\n").filter((line) => CHINESE.test(line));
    assert.deepEqual(bare.filter((line) => !isDocumentText(name, line)), [], name);
  }
});

/** Where Chinese is composed for a document, or read from what was typed. */
const DOCUMENT_LINES = {
  "screens/finish.js": /SEVERITIES|PLACES|距出入口/,
  "screens/order.js": /join\("、"\)/,
  "parts/findings.js": /\[。；，\]/,
  "parts/items.js": /replace\("，"/,
  "words/translate.js": /"、"/,
};

/** Words that go into a document or are another language's own name. */
function isDocumentText(name, line) {
  return DOCUMENT_LINES[name]?.test(line) || /"中文"|^\s*\["\/phone/.test(line);
}

test("no English word stands on a Chinese screen", () => {
  for (const name of files.filter((one) => /^(screens|parts)\//.test(one) && !STAYS_CHINESE.some((pattern) => pattern.test(one)))) {
    const templates = [...source(name).matchAll(/>([^<>${}`]+)</g)].map((match) => match[1].trim());
    assert.deepEqual(templates.filter((text) => /[A-Za-z]{3,}/.test(text) && !/=>|\?|&&|\(|;/.test(text)), [], name);
  }
});
