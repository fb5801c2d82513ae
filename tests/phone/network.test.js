/** The loop over the real exchange and the real call: what counts as an answer. Only the network is made up. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keep } from "../../static/app/store/confirmed.js";
import { NoAnswer, post, reach, smallCopy, useToken } from "../../static/app/sync/calls.js";
import { exchange } from "../../static/app/sync/exchange.js";
import { Clock, makeLoop, settled } from "./waiting.js";
import { accepted, makePhone, reply, saying } from "./world.js";

const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const html = (status) => new Response("<html>Welcome to our WLAN</html>", { status, headers: { "Content-Type": "text/html" } });

beforeEach(() => useToken(""));

/** A phone with unsent events whose network answers as `answer` says: (path, body) -> Response. */
async function phoneOn(answer, events = 3) {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: events }, () => saying()));
  const posted = [];
  globalThis.fetch = async (path, init = {}) => {
    if (path === "/api/session") return answer(path) ?? json({ csrf: "token", officer: null });
    const text = init.body instanceof Blob ? await new Response(init.body.stream().pipeThrough(new DecompressionStream("gzip"))).text() : init.body;
    posted.push(JSON.parse(text).events.length);
    return answer(path, JSON.parse(text));
  };
  const world = {
    journal: phone.journal,
    cursor: async () => "",
    photosHeld: async () => [],
    keep: (one) => keep(phone.database, one),
    post,
  };
  const { loop, clock } = makeLoop(async () => void (await exchange(world)));
  return { ...phone, loop, clock, posted };
}

const acceptAll = (phone) => async (body) => {
  const events = await phone.journal.pending(1_000);
  return json(reply({ answers: events.filter((event) => body.events.includes(event.jws)).map(accepted) }));
};

test("a captive portal's page with status 200 is not an answer, and nothing is lost", async () => {
  const portal = await phoneOn(() => html(200));
  await portal.loop.run();
  assert.deepEqual([portal.loop.state.phase, portal.clock.next()], ["offline", 4_000]);
  assert.equal(await portal.journal.countPending(), 3);
  const behind = await phoneOn((path) => (path === "/api/session" ? undefined : html(200)));
  await behind.loop.run();
  assert.deepEqual([behind.loop.state.phase, await behind.journal.countPending(), behind.posted], ["offline", 3, [3]]);
});

test("a reply that came to harm on its way is no answer, nor is the word that ours did", async () => {
  const digest = async (text) => `sha-256=:${Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("base64")}:`;
  const whole = JSON.stringify(reply({ cursor: "e-10" }));
  for (const said of [whole, whole.replace("e-10", "e-90")]) {
    const headers = { "Content-Type": "application/json", "Unencoded-Digest": await digest(whole) };
    const { loop, posted, journal } = await phoneOn((path) => (path === "/api/session" ? undefined : new Response(said, { headers })));
    await loop.run();
    assert.equal(loop.state.phase, said === whole ? "idle" : "offline");
    assert.deepEqual([posted.length > 0, await journal.countPending()], [true, 3]);
  }
  const damaged = await phoneOn((path) => (path === "/api/session" ? undefined : json({ reasons: [{ code: "body_damaged" }] }, 400)));
  await damaged.loop.run();
  assert.equal(damaged.loop.state.phase, "offline");
});

test("what is posted names its own hash, as it is sent", async () => {
  const phone = await makePhone();
  await phone.journal.append([saying()]);
  globalThis.fetch = async (path, init = {}) => {
    if (path === "/api/session") return json({ csrf: "token", officer: null });
    const sent = Buffer.from(await new Blob([init.body]).arrayBuffer());
    assert.equal(init.headers["Content-Digest"], `sha-256=:${Buffer.from(await crypto.subtle.digest("SHA-256", sent)).toString("base64")}:`);
    return json({ length: sent.length });
  };
  for (const body of [{ short: 1 }, { long: "x".repeat(5_000) }]) assert.ok((await post("/api/sync", body)).length > 5);
});

test("5xx and a network that is gone are no answers either", async () => {
  const gone = () => {
    throw new TypeError("Failed to fetch");
  };
  for (const answer of [() => html(502), () => json({ reasons: [] }, 503), gone]) {
    const { loop, journal } = await phoneOn((path) => (path === "/api/session" ? undefined : answer()));
    await loop.run();
    assert.equal(loop.state.phase, "offline");
    assert.equal(await journal.countPending(), 3);
  }
});

test("401 keeps everything, and all of it goes up after signing in", async () => {
  let answer = () => json({ reasons: [{ code: "sign_in_needed", sentence: "", law: "" }] }, 401);
  const phone = await phoneOn((path, body) => (path === "/api/session" ? undefined : answer(body)));
  await phone.loop.run();
  assert.deepEqual([phone.loop.state.phase, await phone.journal.countPending()], ["sign_in", 3]);
  answer = acceptAll(phone);
  await phone.loop.run();
  assert.deepEqual([phone.loop.state.phase, await phone.journal.countPending()], ["idle", 0]);
});

test("413 halves the batch until it goes through", async () => {
  /** @type {any} */
  let serve;
  const phone = await phoneOn((path, body) => {
    if (path === "/api/session") return undefined;
    return body.events.length > 3 ? json({ reasons: [{ code: "body_too_large", sentence: "", law: "" }] }, 413) : serve(body);
  }, 10);
  serve = acceptAll(phone);
  await phone.loop.run();
  assert.deepEqual(phone.posted, [10, 5, 3, 2, 5, 3, 2]);
  assert.deepEqual([phone.loop.state.phase, await phone.journal.countPending()], ["idle", 0]);
});

test("a token that has grown old is fetched anew, once", async () => {
  let stale = true;
  /** @type {any} */
  let serve;
  const phone = await phoneOn((path, body) => {
    if (path === "/api/session") return undefined;
    if (!stale) return serve(body);
    stale = false;
    return json({ reasons: [{ code: "csrf_failed", sentence: "", law: "" }] }, 400);
  });
  serve = acceptAll(phone);
  await phone.loop.run();
  assert.deepEqual([phone.loop.state.phase, phone.posted, await phone.journal.countPending()], ["idle", [3, 3], 0]);
});

test("a hotel's door sends nobody away for good: its 401, 403 and JSON are no answers of ours, and we follow nobody elsewhere", async () => {
  const portals = [() => html(401), () => html(403), () => html(407), () => json({ login: "/welcome" }), () => json({ error: "sign in" }, 401)];
  for (const portal of portals) {
    const phone = await phoneOn((path) => (path === "/api/session" ? undefined : portal()));
    await phone.loop.run();
    assert.deepEqual([phone.loop.state.phase, await phone.journal.countPending()], ["offline", 3], String(portal));
  }
  let asked;
  globalThis.fetch = async (_path, init) => ((asked = init), html(200));
  await reach("/api/session");
  assert.equal(asked.redirect, "error");
});

test("after an hour without names or certificates all goes up by itself, two minutes later at most", async () => {
  let isBack = false;
  /** @type {any} */
  let serve;
  const phone = await phoneOn((path, body) => {
    if (!isBack) throw new TypeError("Failed to fetch");
    return path === "/api/session" ? undefined : serve(body);
  });
  serve = acceptAll(phone);
  await phone.loop.run();
  let spent = 0;
  for (; spent < 3_600_000; spent += phone.clock.passed) await passedNext(phone.clock);
  isBack = true;
  assert.ok(phone.clock.next() <= 120_000);
  await passedNext(phone.clock);
  assert.deepEqual([phone.loop.state.phase, await phone.journal.countPending()], ["idle", 0]);
});

/** The next thing that was waited for has happened, and what it set going has ended. */
async function passedNext(clock) {
  clock.passed = clock.next();
  await clock.pass(clock.passed);
  await until(() => clock.next() !== null);
}

async function until(isSo) {
  while (!isSo()) await settled();
}

/** A network that gives as many bytes a second as it likes, and tells what became of the call. */
function crawling(bytes, clock) {
  const parts = [];
  let send = () => {};
  globalThis.fetch = (_path, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const body = new ReadableStream({
        start(stream) {
          signal.addEventListener("abort", () => stream.error(signal.reason));
          send = () => (parts.push(1), parts.length < bytes ? stream.enqueue(new Uint8Array(1)) : stream.close());
        },
      });
      clock.answer = () => resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
    });
  return () => send();
}

test("a slow answer that keeps coming is waited for, one that stands still is not", async () => {
  const clock = new Clock();
  const more = crawling(60, clock);
  const slow = reach("/api/rulebook", {}, clock);
  clock.answer();
  for (let second = 0; second < 60; second += 1) {
    const last = clock.waits[0];
    await clock.pass(30_000);
    more();
    await until(() => clock.waits[0] !== last);
  }
  assert.equal((await slow).bytes.byteLength, 59);
  crawling(60, clock);
  const dead = assert.rejects(reach("/api/rulebook", {}, clock), NoAnswer);
  const last = clock.waits[0];
  clock.answer();
  await until(() => clock.waits[0] !== last);
  await clock.pass(60_000);
  await dead;
  assert.equal(clock.next(), null);
});

test("a large body has the time that it needs at half a kilobyte a second", async () => {
  const clock = new Clock();
  crawling(1, clock);
  const call = assert.rejects(reach("/api/sync", { method: "POST", body: "x".repeat(100_000) }, clock), NoAnswer);
  await settled();
  await clock.pass(200_000);
  assert.equal(clock.next(), 60_000);
  await clock.pass(60_000);
  await call;
});

test("one event that is too large for somebody between stops neither those behind it nor the photos", async () => {
  /** @type {any} */
  let serve;
  const phone = await phoneOn((path, body) => {
    if (path === "/api/session") return undefined;
    return body.events.some((jws) => jws === large.jws) ? html(413) : serve(body);
  }, 9);
  const [, large] = await phone.journal.pending(9);
  let photos = 0;
  phone.loop.work.sendPhotos = async () => ((photos += 1), { tried: 0, failed: 0, status: null });
  serve = acceptAll(phone);
  await phone.loop.run();
  const left = await phone.journal.pending(9);
  assert.deepEqual([left.map((event) => event.seq), photos, phone.loop.state.phase], [[large.seq], 1, "refused"]);
});

for (const [status, word] of [[404, "there is none"], [415, "there is none"], [401, "no answer"], [429, "no answer"], [503, "no answer"]]) {
  test(`status ${status} to the question for a small copy means: ${word}`, async () => {
    globalThis.fetch = async () => json({ reasons: [] }, status);
    const copy = smallCopy("0".repeat(64));
    if (word === "no answer") await assert.rejects(copy, NoAnswer);
    else assert.equal(await copy, null);
  });
}
