/** When the phone exchanges: soon, never put off for long, one at a time, patient when nobody answers. The clock is handed in. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { NoAnswer, Refusal } from "../../static/app/sync/calls.js";
import { makeLoop, settled } from "./waiting.js";

/** After the first exchange, and long enough for the next to start as soon as it may. */
async function begun(serve, photos) {
  const made = makeLoop(serve, photos);
  made.loop.start();
  await made.clock.pass(10_000);
  return made;
}

test("it begins by itself, and goes on now and then", async () => {
  const { clock, at, loop } = await begun();
  assert.deepEqual(at, [600]);
  await clock.pass(120_000);
  assert.deepEqual(at, [600, 60_600, 120_600]);
  assert.equal(loop.state.phase, "idle");
});

test("an exchange starts soon after a tap, and several taps share it", async () => {
  const { clock, at, loop } = await begun();
  loop.soon();
  await clock.pass(300);
  loop.soon();
  await clock.pass(5_000);
  assert.deepEqual(at, [600, 10_900]);
});

test("tapping on puts it off for some seconds, and not for good", async () => {
  const { clock, at, loop } = await begun();
  const begin = clock.now;
  for (let taps = 0; taps < 100; taps += 1) {
    loop.soon();
    await clock.pass(200);
  }
  const after = at.slice(1).map((moment) => moment - begin);
  assert.ok(after.length >= 3, `${after}`);
  assert.ok(after.every((moment, index) => moment - (after[index - 1] ?? 0) <= 5_600), `${after}`);
});

test("what is said during an exchange gets one of its own", async () => {
  let end = () => {};
  const { clock, at, loop } = await begun((count) => (count === 2 ? new Promise((resolve) => (end = resolve)) : undefined));
  loop.soon();
  await clock.pass(600);
  assert.equal(at.length, 2);
  loop.soon();
  await clock.pass(30_000);
  assert.equal(at.length, 2);
  end();
  await settled();
  await clock.pass(3_000);
  assert.equal(at.length, 3);
});

test("there is one exchange at a time, whoever asks", async () => {
  let now = 0;
  let most = 0;
  const { loop, hints, clock, at } = makeLoop(async () => {
    most = Math.max(most, (now += 1));
    await settled();
    now -= 1;
  });
  loop.start();
  await Promise.all([loop.run(), loop.run(), hints.heard(), loop.soon(), loop.run()]);
  await clock.pass(20_000);
  assert.equal(most, 1);
  assert.equal(at.length, 2);
});

test("two tabs of one officer take turns", { skip: !navigator.locks }, async () => {
  let now = 0;
  let most = 0;
  const serve = async () => {
    most = Math.max(most, (now += 1));
    await settled();
    now -= 1;
  };
  const [one, two] = [makeLoop(serve).loop, makeLoop(serve).loop];
  two.work.name = one.work.name;
  await Promise.all([one.run(), two.run()]);
  assert.equal(most, 1);
});

test("when nobody answers it backs off, each time twice as long, at most two minutes", async () => {
  const { clock, loop, at } = makeLoop(async () => {
    throw new NoAnswer("status 503");
  });
  await loop.run();
  const waits = [];
  for (let tries = 0; tries < 8; tries += 1) {
    waits.push(clock.next());
    await clock.pass(clock.next());
  }
  assert.deepEqual(waits, [4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000]);
  assert.equal(at.length, 9);
  assert.deepEqual([loop.state.phase, loop.state.failures], ["offline", 9]);
});

test("the wait is somewhere between half and the whole, so that phones do not come back all at once", async () => {
  for (const [luck, wait] of [[0, 2_000], [0.5, 3_000], [1, 4_000]]) {
    const { clock, loop } = makeLoop(async () => {
      throw new NoAnswer("timeout");
    });
    clock.luck = luck;
    await loop.run();
    assert.equal(clock.next(), wait);
  }
});

test("before the first answer nobody may say that the line is well", async () => {
  let isThere = false;
  const { loop, clock } = makeLoop(async () => {
    if (!isThere) throw new NoAnswer("no network");
  });
  loop.start();
  assert.deepEqual([loop.state.phase, loop.hasHeard], ["idle", false]);
  await clock.pass(600);
  assert.deepEqual([loop.state.phase, loop.hasHeard], ["offline", false]);
  isThere = true;
  await clock.pass(10_000);
  assert.deepEqual([loop.state.phase, loop.hasHeard], ["idle", true]);
});

test("tapping does not hurry a server that does not answer", async () => {
  const { clock, loop, at } = makeLoop(async () => {
    throw new NoAnswer("timeout");
  });
  await loop.run();
  loop.soon();
  await clock.pass(3_999);
  assert.equal(at.length, 1);
  await clock.pass(1);
  assert.equal(at.length, 2);
});

test("after an answer all is as before", async () => {
  const { clock, loop } = makeLoop(async (count) => {
    if (count < 3) throw new NoAnswer("timeout");
  });
  await loop.run();
  await clock.pass(4_000 + 8_000);
  assert.deepEqual([loop.state.phase, loop.state.failures, clock.next()], ["idle", 0, 60_000]);
});

test("when the network or the app comes back it goes shortly, however long the wait was", async () => {
  const { clock, loop, at, hints } = makeLoop(async (count) => {
    if (count < 6) throw new NoAnswer("timeout");
  });
  loop.start();
  await clock.pass(600 + 4_000 + 8_000 + 16_000 + 32_000);
  assert.equal(at.length, 5);
  assert.equal(clock.next(), 64_000);
  hints.heard();
  await clock.pass(600);
  assert.equal(at.length, 6);
});

test("the network that comes back during an exchange over the dead one is not forgotten", async () => {
  let fail = () => {};
  const { clock, loop, at, hints } = makeLoop((count) => (count === 1 ? new Promise((_done, reject) => (fail = reject)) : undefined));
  loop.start();
  await clock.pass(600);
  hints.heard();
  fail(new NoAnswer("timeout"));
  await settled();
  assert.equal(clock.next(), 600);
  await clock.pass(600);
  assert.equal(at.length, 2);
});

test("401 stops at once: nothing more is asked until somebody signs in", async () => {
  const { clock, loop, at } = makeLoop(async () => {
    throw new Refusal(401, []);
  });
  await loop.run();
  loop.soon();
  assert.equal(clock.next(), null);
  assert.deepEqual([at.length, loop.state.phase], [1, "sign_in"]);
});

test("401 for a photo stops as well", async () => {
  const { loop, clock } = makeLoop(undefined, { tried: 1, failed: 1, status: 401 });
  await loop.run();
  assert.deepEqual([loop.state.phase, clock.next()], ["sign_in", null]);
});

test("photos that were left are tried again later", async () => {
  const { loop, clock, at } = makeLoop(undefined, { tried: 2, failed: 1, status: null });
  await loop.run();
  assert.deepEqual([at.length, loop.state.phase, clock.next()], [2, "offline", 4_000]);
});

test("any other refusal is told and tried again, patiently", async () => {
  const { loop, clock } = makeLoop(async () => {
    throw new Refusal(403, []);
  });
  await loop.run();
  assert.deepEqual([loop.state.phase, clock.next()], ["refused", 4_000]);
});

test("22 phones before a server that restarts come back spread out, and all of them soon", async () => {
  let seed = 1;
  const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const phones = Array.from({ length: 22 }, () => makeLoop(async () => {
    if (now() < 600_000) throw new NoAnswer("status 502");
  }));
  const now = () => phones[0].clock.now;
  for (const { loop, clock } of phones) {
    clock.chance = chance;
    loop.start();
  }
  for (let second = 0; second < 720; second += 1) for (const { clock } of phones) await clock.pass(1_000);
  const busiest = Array.from({ length: 600 }, (_none, second) => phones.flatMap(({ at }) => at).filter((moment) => moment >= 100_000 && Math.floor(moment / 1_000) === second).length);
  assert.ok(Math.max(...busiest) <= 5, `${Math.max(...busiest)} in one second`);
  assert.deepEqual(phones.map(({ loop }) => loop.state.phase), phones.map(() => "idle"));
  assert.ok(phones.every(({ at }) => at.length < 30), "nobody hammers");
});

test("who has left hears and asks nothing more", async () => {
  const { clock, loop, at, hints, phases } = await begun();
  loop.stop();
  const told = phases.length;
  loop.soon();
  await loop.run();
  await clock.pass(600_000);
  assert.deepEqual([at.length, phases.length, hints.heard], [1, told, null]);
});
