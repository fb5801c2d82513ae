import assert from "node:assert/strict";
import { test } from "node:test";
import { TypedWords } from "../../static/app/store/typed-words.js";
import { makePhone, saying } from "./world.js";

const KEY = "finding/f";
const draft = (database) => database.run((db) => db.get("drafts", KEY));

async function typing() {
  const { database, journal } = await makePhone();
  const words = new TypedWords(database);
  const say = (settles) => journal.append([{ ...saying(), settles }]).then(() => true);
  return { database, words, say };
}

test("of words typed faster than the disk writes, the newest are kept", async () => {
  const { database, words } = await typing();
  const texts = ["一", "一二", "一二三", "一二三四"];
  await Promise.all(texts.map((text) => words.type(KEY, { text })));
  assert.equal((await draft(database)).text, "一二三四");
});

test("an event takes the draft of its words away, in its own transaction", async () => {
  const { database, words, say } = await typing();
  await words.type(KEY, { text: "门锈了" });
  assert.equal(await words.settle(KEY, say), true);
  assert.equal(await draft(database), undefined);
  assert.equal(words.get(KEY), undefined);
});

test("a reload at any moment finds no old words beside an event that carries newer ones", async () => {
  const { database, words, say } = await typing();
  void words.type(KEY, { text: "门" });
  void words.type(KEY, { text: "门锈了" }); // its draft waits for the first one's write
  await words.settle(KEY, say);
  await words.writing.get(KEY);
  assert.equal(await draft(database), undefined);
});

test("words typed while the event was on its way stay a draft", async () => {
  const { database, words, say } = await typing();
  await words.type(KEY, { text: "门锈了" });
  const said = words.settle(KEY, say);
  await words.type(KEY, { text: "门锈了，关不上" });
  await said;
  assert.equal((await draft(database)).text, "门锈了，关不上");
  assert.equal(words.get(KEY).text, "门锈了，关不上");
});

test("words whose event could not be kept are a draft again", async () => {
  const { database, words } = await typing();
  void words.type(KEY, { text: "门锈了" });
  assert.equal(await words.settle(KEY, async () => false), false);
  await words.writing.get(KEY);
  assert.equal((await draft(database)).text, "门锈了");
  assert.equal(words.get(KEY).text, "门锈了");
});

test("drafts of an earlier page are found, those of this page are not", async () => {
  const { database, words } = await typing();
  await words.type(KEY, { text: "门锈了" });
  assert.deepEqual(await words.left("finding/"), []);
  const [left] = await new TypedWords(database).left("finding/");
  assert.deepEqual([left.key, left.values.text], [KEY, "门锈了"]);
});
