/** The loop over the real exchange and the real call: what counts as an answer. Only the network is made up. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keep } from "../../static/app/store/confirmed.js";
import { post, useToken } from "../../static/app/sync/calls.js";
import { exchange } from "../../static/app/sync/exchange.js";
import { makeLoop } from "./waiting.js";
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
