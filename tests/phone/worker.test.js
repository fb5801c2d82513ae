import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../service-worker.js", import.meta.url), "utf8");
const ORIGIN = "https://office.example";
const hash = (text) => createHash("sha256").update(text).digest("hex");

const JAVASCRIPT = "text/javascript; charset=utf-8";

/** All files in one, as the server packs them (tests/web/test_pwa.py holds it to the same form). */
function parcelOf(files) {
  const listed = Buffer.from(JSON.stringify(Object.entries(files).map(([path, text]) => [path, Buffer.byteLength(text), JAVASCRIPT])));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(listed.length);
  return Buffer.concat([length, listed, ...Object.values(files).map((text) => Buffer.from(text))]);
}

/** The real file, run against caches and a network of our own. */
function startWorker({ files = { "/static/app/main.js": "main" }, later = {}, version = "v1", stores = new Map() } = {}) {
  const listeners = {};
  const parcel = `/precache.parcel?version=${version}`;
  const world = { online: true, fetched: [], skipped: false, pages: { "/phone": "shell", [parcel]: parcelOf(files), ...files, ...later } };
  const cacheOf = (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const store = stores.get(name);
    return { match: async (path) => store.get(path)?.clone(), put: async (path, response) => void store.set(path, response) };
  };
  const hashes = (texts) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, hash(text)]));
  const precache = { version, shell: "/phone", parcel, files: hashes(files), later: hashes(later) };
  const self = {
    location: new URL(`${ORIGIN}/service-worker.js`),
    addEventListener: (type, listener) => (listeners[type] = listener),
    skipWaiting: () => (world.skipped = true),
    clients: { claim: async () => {} },
    PRECACHE: precache,
  };
  const fetch = async (path) => {
    world.fetched.push(typeof path === "string" ? path : path.url);
    if (!world.online) throw new TypeError("network");
    const text = world.pages[path];
    return text === undefined ? new Response("none", { status: 404 }) : new Response(text);
  };
  const match = async (path, { cacheName }) => stores.get(cacheName)?.get(path)?.clone();
  const caches = { match, open: async (name) => cacheOf(name), has: async (name) => stores.has(name), keys: async () => [...stores.keys()], delete: async (name) => stores.delete(name) };
  vm.runInNewContext(SOURCE, { self, caches, fetch, URL, Response, crypto, DataView, TextDecoder, Uint8Array, Map, Array, Promise, Object, Error, importScripts: () => {}, PRECACHE: precache });
  const send = async (type, event = {}) => {
    let work;
    let answer = null;
    listeners[type]({ ...event, waitUntil: (promise) => (work = promise), respondWith: (promise) => (answer = promise) });
    await work;
    return answer && (await answer);
  };
  return { world, stores, send };
}

const get = (path, more = {}) => ({ request: { url: new URL(path, ORIGIN).href, method: "GET", mode: "cors", ...more } });

test("after installing, the phone app opens with no network, on any screen", async () => {
  const { world, send } = startWorker();
  await send("install");
  world.online = false;
  const answer = await send("fetch", get("/phone/visits/1", { mode: "navigate" }));
  assert.equal(await answer.text(), "shell");
  assert.equal(await (await send("fetch", get("/static/app/main.js"))).text(), "main");
});

test("opening the app never waits for the network", async () => {
  const { world, send } = startWorker();
  await send("install");
  world.fetched.length = 0;
  await send("fetch", get("/phone", { mode: "navigate" }));
  assert.deepEqual(world.fetched, []);
});

for (const [what, event] of Object.entries({
  "the api": get("/api/sync"),
  "a post": get("/phone", { method: "POST", mode: "navigate" }),
  "another origin": get("https://elsewhere.example/static/app/main.js"),
  "an office page": get("/reviews", { mode: "navigate" }),
  "a page that only begins like ours": get("/phonebook", { mode: "navigate" }),
  "a photo": get("/photos/abc/small"),
  "a file that is not on the list": get("/static/office/zoom.js"),
})) {
  test(`the worker never answers ${what}`, async () => {
    const { send } = startWorker();
    await send("install");
    assert.equal(await send("fetch", event), null);
  });
}

test("a new version waits until the officer agrees", async () => {
  const { world, send } = startWorker();
  await send("install");
  assert.equal(world.skipped, false);
  await send("message", { data: "take over" });
  assert.equal(world.skipped, true);
});

test("a file of another version fails the whole installation", async () => {
  const { world, send, stores } = startWorker();
  world.pages["/static/app/main.js"] = "newer";
  await assert.rejects(send("install"), /another version/);
  const answer = await send("fetch", get("/static/app/main.js"));
  assert.equal(await answer.text(), "newer");
  assert.equal([...stores.values()].every((store) => !store.has("/static/app/main.js")), true);
});

test("taking over removes the versions before", async () => {
  const stores = new Map();
  const first = startWorker({ version: "v1", stores });
  await first.send("install");
  const second = startWorker({ version: "v2", stores });
  await second.send("install");
  await second.send("activate");
  assert.deepEqual([...stores.keys()], ["phone v2"]);
});

test("a version that is still answering when the next one has taken over brings no cache back", async () => {
  const stores = new Map();
  const before = startWorker({ stores });
  await before.send("install");
  const after = startWorker({ stores, version: "v2" });
  await after.send("install");
  await after.send("activate");
  await before.send("fetch", get("/static/app/main.js"));
  assert.deepEqual([...stores.keys()], ["phone v2"]);
});

test("nothing but our own shell is ever put into the cache", async () => {
  const { send, stores } = startWorker();
  await send("install");
  await send("fetch", get("/api/session"));
  assert.deepEqual([...stores.get("phone v1").keys()].sort(), ["/phone", "/static/app/main.js"]);
});

test("a version that waited and is overtaken leaves its cache; the one in use keeps its own", async () => {
  const stores = new Map();
  const inUse = startWorker({ version: "v0", stores });
  await inUse.send("install");
  await inUse.send("activate");
  for (let version = 1; version <= 100; version += 1) {
    await startWorker({ version: `v${version}`, stores }).send("install");
    assert.deepEqual([...stores.keys()], ["phone v0", `phone v${version}`]);
  }
  inUse.world.online = false;
  assert.equal(await (await inUse.send("fetch", get("/phone", { mode: "navigate" }))).text(), "shell");
  const newest = startWorker({ version: "v100", stores });
  await newest.send("activate");
  assert.deepEqual([...stores.keys()], ["phone v100"]);
});

test("a newer version that cannot be installed whole leaves the one that waits", async () => {
  const stores = new Map();
  await startWorker({ version: "v1", stores }).send("install");
  await startWorker({ version: "v2", stores }).send("install");
  const broken = startWorker({ version: "v3", files: { "/static/app/main.js": "third" }, stores });
  broken.world.pages["/static/app/main.js"] = "of another version";
  await assert.rejects(broken.send("install"));
  assert.ok(stores.get("phone v2").has("/static/app/main.js"));
});

const LARGE = { "/static/vendor/large.wasm": "large", "/static/vendor/map.js": "map" };

test("the large libraries are not waited for at the first installation, and are there after they were asked for", async () => {
  const { world, send, stores } = startWorker({ later: LARGE });
  await send("install");
  assert.deepEqual([...stores.get("phone v1").keys()].sort(), ["/phone", "/static/app/main.js"]);
  await send("message", { data: "keep the rest" });
  world.online = false;
  for (const [path, text] of Object.entries(LARGE)) assert.equal(await (await send("fetch", get(path))).text(), text);
});

test("a large library that does not come, or is of another version, harms nothing and is tried again", async () => {
  const { world, send, stores } = startWorker({ later: LARGE });
  await send("install");
  world.pages["/static/vendor/large.wasm"] = "of another version";
  await send("message", { data: "keep the rest" });
  assert.deepEqual([...stores.get("phone v1").keys()].sort(), ["/phone", "/static/app/main.js", "/static/vendor/map.js"]);
  world.pages["/static/vendor/large.wasm"] = "large";
  world.fetched.length = 0;
  await send("message", { data: "keep the rest" });
  assert.deepEqual(world.fetched, ["/static/vendor/large.wasm"]);
  assert.ok(stores.get("phone v1").has("/static/vendor/large.wasm"));
});

test("an update brings the large libraries with it, so that they are there when it takes over with no network", async () => {
  const stores = new Map();
  await startWorker({ version: "v1", stores }).send("install");
  const next = startWorker({ version: "v2", stores, later: LARGE });
  await next.send("install");
  assert.ok(stores.get("phone v2").has("/static/vendor/large.wasm"));
  const broken = startWorker({ version: "v3", stores, later: LARGE });
  delete broken.world.pages["/static/vendor/large.wasm"];
  await broken.send("install");
  assert.ok(stores.get("phone v3").has("/static/app/main.js"), "without them the update is whole all the same");
});

test("a version that was overtaken fetches nothing more", async () => {
  const stores = new Map();
  const before = startWorker({ version: "v1", stores, later: LARGE });
  await before.send("install");
  stores.delete("phone v1");
  await before.send("message", { data: "keep the rest" });
  assert.deepEqual([...stores.keys()], []);
});

const files = (count, text) => Object.fromEntries(Array.from({ length: count }, (_, number) => [`/static/app/${number}.js`, text(number)]));
const ALL = files(120, (number) => `export const number = "第${number}";`);

test("a phone that has nothing yet gets its many files in one parcel, each under its own type", async () => {
  const { world, send, stores } = startWorker({ files: ALL });
  await send("install");
  assert.deepEqual(world.fetched, ["/phone", "/precache.parcel?version=v1"]);
  assert.equal(stores.get("phone v1").size, 121);
  world.online = false;
  const answer = await send("fetch", get("/static/app/119.js"));
  assert.equal(await answer.text(), 'export const number = "第119";');
  assert.equal(answer.headers.get("Content-Type"), JAVASCRIPT);
});

test("an update fetches what has changed and copies the rest, without waking the network for it", async () => {
  const stores = new Map();
  await startWorker({ files: ALL, later: LARGE, stores }).send("install");
  await startWorker({ files: ALL, later: LARGE, stores }).send("message", { data: "keep the rest" });
  const next = startWorker({ files: { ...ALL, "/static/app/7.js": "newer" }, later: LARGE, version: "v2", stores });
  await next.send("install");
  assert.deepEqual(next.world.fetched, ["/phone", "/static/app/7.js"]);
  next.world.online = false;
  assert.equal(await (await next.send("fetch", get("/static/app/7.js"))).text(), "newer");
  assert.equal(await (await next.send("fetch", get("/static/app/8.js"))).text(), ALL["/static/app/8.js"]);
  assert.equal(await (await next.send("fetch", get("/static/vendor/map.js"))).text(), "map");
});

test("what the version in use has of an older hash is not copied", async () => {
  const stores = new Map();
  await startWorker({ files: ALL, stores }).send("install");
  stores.get("phone v1").set("/static/app/8.js", new Response("spoilt"));
  const next = startWorker({ files: ALL, version: "v2", stores });
  await next.send("install");
  assert.deepEqual(next.world.fetched, ["/phone", "/static/app/8.js"]);
  assert.equal(await (await next.send("fetch", get("/static/app/8.js"))).text(), ALL["/static/app/8.js"]);
});

test("an update of many files comes in one parcel too", async () => {
  const stores = new Map();
  await startWorker({ files: ALL, stores }).send("install");
  const next = startWorker({ files: files(120, (number) => `newer ${number}`), version: "v2", stores });
  await next.send("install");
  assert.deepEqual(next.world.fetched, ["/phone", "/precache.parcel?version=v2"]);
  assert.equal(await (await next.send("fetch", get("/static/app/7.js"))).text(), "newer 7");
});

test("a worker that is new itself, with the same files, fetches none of them again", async () => {
  const stores = new Map();
  await startWorker({ files: ALL, stores }).send("install");
  const next = startWorker({ files: ALL, stores });
  await next.send("install");
  assert.deepEqual(next.world.fetched, ["/phone"]);
});

test("an installation that broke off goes on with what it has", async () => {
  const stores = new Map();
  await startWorker({ files: ALL, stores }).send("install");
  stores.get("phone v1").delete("/static/app/7.js");
  const next = startWorker({ files: ALL, stores });
  await next.send("install");
  assert.deepEqual(next.world.fetched, ["/phone", "/static/app/7.js"]);
  assert.equal(await (await next.send("fetch", get("/static/app/7.js"))).text(), ALL["/static/app/7.js"]);
});

for (const [what, spoil] of Object.entries({
  "with a file of another version in it": () => parcelOf({ ...ALL, "/static/app/7.js": "newer" }),
  "that lacks a file": () => parcelOf(files(119, (number) => ALL[`/static/app/${number}.js`])),
  "cut off in the middle": () => parcelOf(ALL).subarray(0, 900),
  "that is the page of a captive portal": () => "<!doctype html><title>Wi-Fi</title>",
})) {
  test(`a parcel ${what} fails the whole installation`, async () => {
    const { world, send } = startWorker({ files: ALL });
    world.pages["/precache.parcel?version=v1"] = spoil();
    await assert.rejects(send("install"));
  });
}
