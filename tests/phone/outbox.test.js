/** The phone's journal and exchange under any sequence of taps, cuts, kills and copies (fast-check drives the real code). */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newId } from "../../static/app/device/ids.js";
import { newKey } from "../../static/app/device/key.js";
import { Phone } from "./outbox-phone.js";
import { LINES, Server } from "./outbox-server.js";

/** New and more cases on demand (FUZZ=20); else the same ones in every run. */
const TIMES = Number(process.env.FUZZ ?? 0);

class Outbox {
  static async make(hasLocks) {
    const { privateKey } = await newKey();
    const server = new Server();
    const writer = { deviceId: newId(), officerId: "officer", privateKey, rulebook: () => 1 };
    return Object.assign(new Outbox(), { server, phones: [new Phone(server, writer, hasLocks)] });
  }

  async check() {
    assert.equal(new Set(this.server.done).size, this.server.done.length, "nothing is done twice");
    for (const phone of this.phones) await phone.check();
  }

  /** On a good line everything comes to rest: nothing waits, and every word has reached the server. */
  async rest() {
    for (let round = 0; round < 3; round += 1) for (const phone of this.phones) await phone.sync(round % 2, "good");
    await this.check();
    for (const phone of this.phones) {
      for (const event of await phone.events()) {
        assert.equal(event.status, this.server.answers.get(event.sha256)?.status, `${event.seq} has the server's answer`);
      }
      assert.equal(await phone.tabs[0].journal.countPending(), 0);
    }
    const held = [...this.server.answers.values()].filter((answer) => answer.status === "held");
    assert.ok(this.phones.length > 1 || held.length === 0, "only a copied phone can leave something for a person");
  }
}

/** One thing that happens. @param {string} name @param {(outbox: Outbox) => Promise<unknown>} run @param {(outbox: Outbox) => boolean} [may] */
const happening = (name, run, may = () => true) => ({
  check: () => true,
  run: async (_model, outbox) => {
    if (may(outbox)) await run(outbox);
    await outbox.check();
  },
  toString: () => name,
});

const which = { phone: fc.nat(1), tab: fc.nat(1) };
const phoneOf = (outbox, phone) => outbox.phones[phone % outbox.phones.length];
const sayings = fc.array(fc.boolean(), { minLength: 1, maxLength: 3 });
const inWords = (some) => some.map((isPoison) => ({ type: "answer_given", subject: "visit", data: { isPoison } }));

const happenings = [
  fc.record({ ...which, sayings }).map((c) => happening(`say ${JSON.stringify(c)}`, (o) => phoneOf(o, c.phone).say(c.tab, inWords(c.sayings)))),
  fc.record({ sayings, phone: which.phone }).map((c) =>
    happening(`both tabs say at once ${JSON.stringify(c)}`, async (o) => {
      const phone = phoneOf(o, c.phone);
      const ids = [0, 1].map(() => c.sayings.map(newId));
      await Promise.all(phone.tabs.map(({ journal }, tab) => journal.append(inWords(c.sayings), ids[tab])));
      const order = (await phone.events()).map((event) => event.id);
      phone.said.push(...ids.flat().sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    }),
  ),
  fc.record({ ...which, sayings, steps: fc.nat(12) }).map((c) =>
    happening(`say and die ${JSON.stringify(c)}`, (o) => phoneOf(o, c.phone).sayAndDie(c.tab, inWords(c.sayings), c.steps)),
  ),
  fc.record({ ...which, line: fc.constantFrom(...Object.keys(LINES)), most: fc.constantFrom(1, 2, 200) }).map((c) =>
    happening(`sync ${JSON.stringify(c)}`, (o) => phoneOf(o, c.phone).sync(c.tab, c.line, c.most)),
  ),
  fc.constant(
    happening("the phone is copied", async (o) => o.phones.push(await o.phones[0].copy()), (o) => o.phones.length === 1),
  ),
];

test("whatever is tapped, cut, killed and copied: one chain, nothing lost, nothing sent in vain, all of it answered", async () => {
  const property = fc.asyncProperty(fc.boolean(), fc.commands(happenings, { maxCommands: 30, size: "max" }), async (hasLocks, commands) => {
    const outbox = await Outbox.make(hasLocks);
    await fc.asyncModelRun(() => ({ model: {}, real: outbox }), commands);
    await outbox.rest();
  });
  await fc.assert(property, { numRuns: 60 * Math.max(1, TIMES), endOnFailure: !TIMES, ...(TIMES ? {} : { seed: 20261123 }) });
});
