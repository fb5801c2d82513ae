import assert from "node:assert/strict";
import { test } from "node:test";
import { keep, kept } from "../../static/app/store/confirmed.js";
import { Memory } from "../../static/app/store/memory.js";
import { bytesOf, keepPhoto, notePhoto, photoKept, photosHeld, photosWaiting } from "../../static/app/store/photos.js";
import { Picture } from "../../static/app/store/picture.js";
import { NoAnswer, Refusal } from "../../static/app/sync/calls.js";
import { exchange } from "../../static/app/sync/exchange.js";
import { accepted, aJpeg, makePhone, reply, saying } from "./world.js";

/** The world of an exchange, with a server given as a function of the body. */
const worldOf = ({ database, journal }, serve, held = []) => ({
  journal,
  cursor: async () => (await database.fact("cursor")) ?? "",
  photosHeld: async () => held,
  keep: (one) => keep(database, one),
  post: async (_path, body) => serve(body),
});

const answering = (journal) => async (body) => {
  const events = await journal.pending(1_000);
  return reply({ answers: events.filter((event) => body.events.includes(event.jws)).map(accepted), head: { seq: events.length, sha256: "" } });
};

test("what was answered is no longer pending, and the cursor is kept with it", async () => {
  const phone = await makePhone();
  await phone.journal.append([saying(), saying()]);
  await exchange(worldOf(phone, answering(phone.journal)));
  assert.equal(await phone.journal.countPending(), 0);
  assert.equal(await phone.database.fact("cursor"), "e-1");
});

test("a lost reply leaves the outbox as it was", async () => {
  const phone = await makePhone();
  await phone.journal.append([saying()]);
  const lost = worldOf(phone, () => {
    throw new NoAnswer("cut");
  });
  await assert.rejects(exchange(lost), NoAnswer);
  assert.equal(await phone.journal.countPending(), 1);
  await exchange(worldOf(phone, answering(phone.journal)));
  assert.equal(await phone.journal.countPending(), 0);
});

test("an answer for other bytes under the same id marks nothing", async () => {
  const phone = await makePhone();
  const [event] = await phone.journal.append([saying()]);
  await exchange(worldOf(phone, () => reply({ answers: [{ ...accepted(event), sha256: "0".repeat(64) }] })));
  assert.equal(await phone.journal.countPending(), 1);
});

test("refused and held events stay on the phone and need attention", async () => {
  const phone = await makePhone();
  const [one, two] = await phone.journal.append([saying(), saying()]);
  const answers = [{ ...accepted(one), status: "refused" }, { ...accepted(two), status: "held" }];
  await exchange(worldOf(phone, () => reply({ answers })));
  assert.deepEqual((await phone.journal.troubled()).map((event) => event.status), ["refused", "held"]);
  await keep(phone.database, reply({ changes: [{ kind: "answer", id: two.id, value: accepted(two) }] }));
  assert.deepEqual((await phone.journal.troubled()).map((event) => event.status), ["refused"]);
});

test("a batch that is too large is halved until it fits", async () => {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: 10 }, () => saying()));
  const sizes = [];
  const serve = answering(phone.journal);
  await exchange(
    worldOf(phone, (body) => {
      sizes.push(body.events.length);
      if (body.events.length > 3) throw new Refusal(413, []);
      return serve(body);
    }),
  );
  assert.equal(await phone.journal.countPending(), 0);
  assert.ok(sizes.includes(3));
});

test("halving ends at a single event, and nothing is lost", async () => {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: 9 }, () => saying()));
  const sizes = [];
  const nothingFits = worldOf(phone, (body) => {
    sizes.push(body.events.length);
    throw new Refusal(413, []);
  });
  await assert.rejects(exchange(nothingFits), (error) => error instanceof Refusal && error.status === 413);
  assert.equal(sizes.filter((size) => size === 1).length, 9);
  assert.equal(await phone.journal.countPending(), 9);
});

test("events that the server asks for are sent again, once for each asking", async () => {
  const phone = await makePhone();
  await phone.journal.append([saying(), saying(), saying()]);
  await exchange(worldOf(phone, answering(phone.journal)));
  const bodies = [];
  await exchange(
    worldOf(phone, (body) => {
      bodies.push(body.events.length);
      return reply({ missing: { events: [[2, 3]], photos: [] } });
    }),
  );
  assert.deepEqual(bodies, [0, 2]);
});

test("pages are fetched until there are no more", async () => {
  const phone = await makePhone();
  let page = 0;
  const serve = () => {
    page += 1;
    const id = `w${page}`;
    const value = { id, number: id, name: "", address: "", initials: "", street: "", status: "in_use", entrances: [] };
    return reply({ more: page < 3, cursor: `e-${page}`, changes: [{ kind: "work", id, value }] });
  };
  await exchange(worldOf(phone, serve));
  assert.equal(page, 3);
  assert.equal((await kept(phone.database, "work", "w1")).value.number, "w1");
});

test("a reset drops what is not sent again, and never the journal", async () => {
  const phone = await makePhone();
  await phone.journal.append([saying()]);
  await keep(phone.database, reply({ changes: [{ kind: "order", id: "old", value: { id: "old" } }] }));
  await keep(phone.database, reply({ reset: true, changes: [{ kind: "order", id: "new", value: { id: "new" } }] }));
  assert.equal(await kept(phone.database, "order", "old"), undefined);
  assert.equal((await kept(phone.database, "order", "new")).value.id, "new");
  assert.equal(await phone.journal.countPending(), 1);
});

test("photo bytes are dropped only when the server says that it holds them", async () => {
  const { database, ...phone } = await makePhone();
  const world = (answer) => worldOf({ database, ...phone }, () => reply(answer), [photo.sha256]);
  const photo = await keepPhoto(database, new Blob([aJpeg()]));
  await exchange(world({ missing: { events: [], photos: [photo.sha256] } }));
  assert.equal((await photoKept(database, photo.sha256)).state, "waiting");
  await notePhoto(database, photo.sha256, { state: "sent" });
  await exchange(world({}));
  assert.deepEqual((await photosHeld(database)).map((one) => one.state), ["sent"]);
  await exchange(world({ kept: [photo.sha256] }));
  assert.equal((await photosHeld(database)).length, 0);
  assert.equal((await photoKept(database, photo.sha256)).state, "here");
});

test("a photo that was sent and is missing there after all is sent again", async () => {
  const phone = await makePhone();
  const photo = await keepPhoto(phone.database, new Blob([aJpeg()]));
  await notePhoto(phone.database, photo.sha256, { state: "sent" });
  await exchange(worldOf(phone, () => reply({ missing: { events: [], photos: [photo.sha256] } }), [photo.sha256]));
  assert.deepEqual((await photosWaiting(phone.database)).map((one) => one.sha256), [photo.sha256]);
});

/** The sizes of the batches in which so many events go up, each batch taking so long. */
async function batches(count, took, most = undefined, note = "") {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: count }, () => saying({ note })));
  let now = 0;
  const sizes = [];
  const world = worldOf(phone, async (body) => {
    sizes.push(body.events.length);
    now += took;
    return answering(phone.journal)(body);
  });
  await exchange(world, undefined, most, { ticks: () => now });
  assert.equal(await phone.journal.countPending(), 0);
  return sizes;
}

test("where batches go quickly the next are larger, up to what the server takes", async () => {
  assert.deepEqual(await batches(1_300, 800), [200, 400, 500, 200]);
});

test("on a line that is slow they stay as they are", async () => {
  assert.deepEqual(await batches(500, 20_000), [200, 200, 100]);
});

test("after a failure they begin with few, and grow again", async () => {
  assert.deepEqual(await batches(200, 800, 20), [20, 40, 80, 60]);
});

test("behind somebody who takes less they grow no further than that", async () => {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: 550 }, () => saying()));
  const sizes = [];
  const world = worldOf(phone, async (body) => {
    sizes.push(body.events.length);
    if (body.events.length > 150) throw new Refusal(413, []);
    return answering(phone.journal)(body);
  });
  await exchange(world);
  assert.deepEqual(sizes, [200, 100, 100, 100, 100, 100, 50]);
});

test("long events are fewer in a batch", async () => {
  assert.deepEqual(await batches(6, 20_000, 20, "长".repeat(4_000)), [2, 2, 2]);
});

test("a server that was set back asks for thousands, and gets them in batches that it takes", async () => {
  const phone = await makePhone();
  const all = await phone.journal.append(Array.from({ length: 450 }, () => saying()));
  await keep(phone.database, reply({ answers: all.map(accepted) }));
  const here = new Set();
  const sizes = [];
  await exchange(
    worldOf(phone, (body) => {
      sizes.push(body.events.length);
      if (body.events.length > 500) throw new Refusal(400, []);
      for (const event of all) if (body.events.includes(event.jws)) here.add(event.seq);
      return reply({ missing: { events: here.size < 450 ? [[here.size + 1, 450]] : [], photos: [] } });
    }),
  );
  assert.deepEqual([here.size, sizes], [450, [0, 200, 250]]);
});

test("events that nobody answers do not make the phone run in circles", async () => {
  const phone = await makePhone();
  await phone.journal.append(Array.from({ length: 250 }, () => saying()));
  let calls = 0;
  await exchange(worldOf(phone, () => ((calls += 1), assert.ok(calls < 5), reply())));
  assert.equal(await phone.journal.countPending(), 250);
});

test("what nobody but the hash knows again is marked by its hash", async () => {
  const phone = await makePhone();
  const [event] = await phone.journal.append([saying()]);
  const unreadable = { ...accepted(event), id: "another", status: "refused" };
  await exchange(worldOf(phone, () => reply({ answers: [unreadable] })));
  assert.deepEqual((await phone.journal.troubled()).map((one) => one.id), [event.id]);
});

test("what nobody but the hash knows again was held, and is heard to be refused later", async () => {
  const { database, journal } = await makePhone();
  database.memory = new Memory(() => {});
  const [event, last] = await journal.append([saying(), saying()]);
  const picture = new Picture(database);
  await picture.load();
  const hear = async (one) => {
    await keep(database, one);
    await database.memory.settle(one);
    picture.take(one);
  };
  const named = { ...accepted(event), id: "another" };
  await hear(reply({ answers: [{ ...named, status: "held" }, accepted(last)] }));
  await hear(reply({ changes: [{ kind: "answer", id: "another", value: { ...named, status: "refused", reasons: [{ code: "event_malformed" }] } }] }));
  const [troubled] = await journal.troubled();
  assert.deepEqual([troubled.id, troubled.status, troubled.answer.reasons[0].code], [event.id, "refused", "event_malformed"]);
  assert.equal(database.memory.events.get(event.seq).status, "refused");
  assert.deepEqual(picture.said.get("visit").map((one) => one.id), [last.id], "it is no longer shown as done");
});

test("an answer under an event's id but for other bytes changes nothing", async () => {
  const { database, journal } = await makePhone();
  const [event, other] = await journal.append([saying(), saying()]);
  await keep(database, reply({ answers: [{ ...accepted(event), sha256: "f".repeat(64), status: "refused" }] }));
  assert.equal(await journal.countPending(), 2);
  await keep(database, reply({ answers: [{ ...accepted(event), sha256: other.sha256, status: "refused" }] }));
  assert.deepEqual((await journal.troubled()).map((one) => one.id), [other.id]);
});

test("the office's word on a refused photo is heard: once more, or no longer waited for, with the bytes still here", async () => {
  const { database, ...phone } = await makePhone();
  const photo = await keepPhoto(database, new Blob([aJpeg()]));
  const word = (more) => reply({ changes: [{ kind: "photo_refusal", id: "r", value: { id: "r", sha256: photo.sha256, again_at: null, set_aside: null, ...more } }] });
  const world = (more) => worldOf({ database, ...phone }, () => word(more));
  const states = async (photos) => (await photos(database)).map((one) => one.state);
  await exchange(world({ set_aside: { at: "now", reason: "误选" } }));
  assert.deepEqual(await states(photosHeld), ["waiting"], "it was not refused here");
  await notePhoto(database, photo.sha256, { state: "refused", fault: "photo_not_an_image" });
  await exchange(world({ again_at: "now" }));
  assert.deepEqual(await states(photosWaiting), ["waiting"]);
  await notePhoto(database, photo.sha256, { state: "refused", fault: "photo_not_an_image" });
  await exchange(world({ again_at: "now", set_aside: { at: "now", reason: "误选" } }));
  assert.deepEqual(await states(photosHeld), []);
  const aside = await photoKept(database, photo.sha256);
  assert.deepEqual([aside.state, aside.fault, (await bytesOf(database, aside)).byteLength], ["aside", "误选", photo.size]);
});

test("a server of next year is understood: fields, kinds and states that we do not know stop nothing", async () => {
  const phone = await makePhone();
  const [event] = await phone.journal.append([saying()]);
  const strange = { ...reply(), weather: "fine", missing: { events: [], photos: [], statements: [1] }, head: { seq: 1, sha256: event.sha256, epoch: 3 } };
  strange.answers = [{ ...accepted(event), confidence: 0.5, reasons: [{ code: "new_code", sentence: "新", law: "", severity: 9 }] }];
  strange.changes = [{ kind: "forecast", id: "f", value: { id: "f" }, since: 1 }, { kind: "order", id: "o", value: { id: "o", colour: "red" } }];
  await exchange(worldOf(phone, () => strange));
  assert.equal(await phone.journal.countPending(), 0);
  assert.equal((await kept(phone.database, "order", "o")).value.colour, "red");
});

test("what goes over the wire is what is pinned as today's", async () => {
  const { readFile } = await import("node:fs/promises");
  const { today } = JSON.parse(await readFile(new URL("../golden/wire.json", import.meta.url), "utf8"));
  const phone = await makePhone();
  const [event] = await phone.journal.append([saying()]);
  let body;
  await exchange({ ...worldOf(phone, (sent) => ((body ??= sent), reply({ answers: [accepted(event)] }))), device: async () => "device" });
  const names = (value) => Object.keys(value).sort();
  assert.deepEqual([names(body), names(body.holding)], [today.request, today.holding]);
  assert.deepEqual(names(JSON.parse(Buffer.from(event.jws.split(".")[1], "base64url"))), today.envelope);
});
