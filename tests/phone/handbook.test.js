/** The handbook on the phone: fetched by its editions, kept as it may lie there, read with no network. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { keyOf, newKeyBytes } from "../../static/app/device/seal.js";
import { named, search, versionOn } from "../../static/app/rules/articles.js";
import { keep } from "../../static/app/store/confirmed.js";
import { handbook } from "../../static/app/store/handbook.js";
import { sealAll } from "../../static/app/store/resealing.js";
import { Vault } from "../../static/app/store/vault.js";
import { NoAnswer, Refusal } from "../../static/app/sync/calls.js";
import { fetchHandbook } from "../../static/app/sync/handbook.js";
import { makePhone, reply } from "./world.js";

const { statute } = JSON.parse(readFileSync(new URL("../golden/citations.json", import.meta.url), "utf8"));
const NOTE = "从轻处罚要写明理由";
const version = (number, in_force_on) => ({ number, in_force_on, history: [], articles: statute.articles });
const TEXT = { id: "s1", title: statute.title, law: "shanghai_civil_defence", edition: "1-a", versions: [version(1, "2020-05-01")] };
const OFFICE = { edition: "e1", notes: [{ id: "n", statute_id: "s1", number: 4, inserted: 0, text: NOTE, by: "甲", at: "2026-01-01", in_force_on: "2020-05-01" }], cases: [] };
const told = (kind, id, edition) => ({ kind, id, value: { id, title: statute.title, edition } });

/** A server that notes what it is asked for. */
function server(answers = { "/api/statutes/s1": TEXT, "/api/handbook": OFFICE }) {
  const asked = [];
  const get = async (path) => {
    asked.push(path);
    if (answers[path] instanceof Error) throw answers[path];
    return answers[path];
  };
  return { get, asked };
}

async function phoneTold(...changes) {
  const phone = await makePhone();
  phone.database.vault = new Vault(await keyOf(newKeyBytes()));
  await keep(phone.database, reply({ changes }));
  return phone.database;
}

test("a document is fetched when its edition is another one, and not again", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  const { get, asked } = server();
  await fetchHandbook(database, get);
  await fetchHandbook(database, get);
  assert.deepEqual(asked, ["/api/statutes/s1", "/api/handbook"]);
  await keep(database, reply({ changes: [told("statute", "s1", "2-b")] }));
  await fetchHandbook(database, get);
  assert.deepEqual(asked.slice(2), ["/api/statutes/s1"]);
});

test("everything is read from storage alone", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  await fetchHandbook(database, server().get);
  const { statutes, office } = await handbook(database);
  assert.deepEqual(statutes, [TEXT]);
  assert.deepEqual(office.notes, OFFICE.notes);
});

test("statutes lie open, for they are public; the office's notes never do", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  await fetchHandbook(database, server().get);
  await sealAll(database);
  const rows = await database.run((db) => db.getAll("handbook"));
  const text = JSON.stringify(rows);
  assert.equal(text.includes("车主应当爱护设施"), true);
  assert.equal(text.includes(NOTE), false);
});

test("notes that were kept before anything was sealed are sealed later", async () => {
  const { database } = await makePhone();
  await keep(database, reply({ changes: [told("handbook", "office", "e1")] }));
  await fetchHandbook(database, server().get);
  database.vault = new Vault(await keyOf(newKeyBytes()));
  assert.equal(await sealAll(database), true);
  assert.equal(JSON.stringify(await database.run((db) => db.getAll("handbook"))).includes(NOTE), false);
  assert.deepEqual((await handbook(database)).office.notes, OFFICE.notes);
});

test("a line that breaks keeps what came, and the rest is fetched later", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  await assert.rejects(fetchHandbook(database, server({ "/api/statutes/s1": TEXT, "/api/handbook": new NoAnswer("gone") }).get), NoAnswer);
  assert.equal((await handbook(database)).statutes.length, 1);
  const { get, asked } = server();
  await fetchHandbook(database, get);
  assert.deepEqual(asked, ["/api/handbook"]);
});

test("a document that the server refuses stops no other; a session that is over stops all", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  await fetchHandbook(database, server({ "/api/statutes/s1": new Refusal(404, []), "/api/handbook": OFFICE }).get);
  assert.equal((await handbook(database)).office.notes.length, 1);
  await assert.rejects(fetchHandbook(database, server({ "/api/statutes/s1": new Refusal(401, []) }).get), Refusal);
});

test("what this officer is not told of any more goes", async () => {
  const database = await phoneTold(told("statute", "s1", "1-a"), told("handbook", "office", "e1"));
  await fetchHandbook(database, server().get);
  await keep(database, reply({ reset: true, changes: [told("statute", "s1", "1-a")] }));
  const { get, asked } = server();
  await fetchHandbook(database, get);
  assert.deepEqual(asked, []);
  const { statutes, office } = await handbook(database);
  assert.deepEqual([statutes.length, office.notes.length], [1, 0]);
});

test("the version of the day counts, from its first day on", () => {
  const both = { ...TEXT, versions: [version(2, "2026-06-01"), version(1, "2020-05-01")] };
  assert.equal(versionOn(both, "2026-05-31").number, 1);
  assert.equal(versionOn(both, "2026-06-01").number, 2);
  assert.equal(versionOn(both, "2019-01-01").number, 1);
});

test("with a statute's name among the words, only that one is searched", () => {
  const other = { ...TEXT, id: "s2", title: "某市地面停车办法", law: null, names: ["停车办法"] };
  const found = (query) => search([TEXT, other], query, "2026-01-01").map((hit) => hit.statute.id);
  assert.deepEqual(found("罚款"), ["s1", "s2"]);
  assert.deepEqual(found("停车办法 罚款"), ["s2"]);
  assert.deepEqual(found("停车办法第四条"), ["s2"]);
});

test("a statute is known by its code, its id and its title", () => {
  for (const name of ["shanghai_civil_defence", "s1", statute.title, "示范条例"]) assert.deepEqual(named([TEXT], name), [TEXT]);
  assert.deepEqual(named([TEXT], ""), []);
});
