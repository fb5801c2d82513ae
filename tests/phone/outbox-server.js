/** The server's side of the contract in a few lines, with a line that loses requests, answers and parts of answers. */

import { sha256 } from "../../static/app/device/ids.js";
import { NoAnswer } from "../../static/app/sync/calls.js";

export const payloadOf = (jws) => JSON.parse(Buffer.from(jws.split(".")[1], "base64url"));

export class Server {
  constructor() {
    this.chains = new Map(); // device -> { taken: [{ sha256, ... }], early: [...] }
    this.answers = new Map(); // hash -> answer, as it is now
    this.done = []; // ids whose work was done, in that order
    this.news = []; // answers that have changed, for whoever has not read so far
  }

  chain(device) {
    if (!this.chains.has(device)) this.chains.set(device, { taken: [], early: [] });
    return this.chains.get(device);
  }

  async receive(body) {
    const events = await Promise.all(body.events.map(async (jws) => ({ ...payloadOf(jws), sha256: await sha256(jws) })));
    for (const event of events.sort((a, b) => a.seq - b.seq)) if (!this.answers.has(event.sha256)) this.place(event);
    const own = this.chain(body.device);
    const head = own.taken.at(-1);
    return {
      cursor: String(this.news.length),
      more: false,
      reset: false,
      answers: events.map((event) => this.answers.get(event.sha256)),
      changes: this.news.slice(Number(body.cursor || 0)).map((value) => ({ kind: "answer", id: value.id, value })),
      kept: [],
      missing: { events: this.missing(own, body.holding.events.last), photos: [] },
      head: { seq: own.taken.length, sha256: head?.sha256 ?? "" },
      rulebook: 1,
      time: "token",
    };
  }

  place(event) {
    const chain = this.chain(event.device);
    this.settle(event, "held");
    if (event.seq > chain.taken.length + 1) chain.early.push(event);
    else if (event.seq === chain.taken.length + 1 && event.prev === (chain.taken.at(-1)?.sha256 ?? "")) this.take(chain, event);
    for (const one of chain.early.sort((a, b) => a.seq - b.seq)) {
      if (one.seq !== chain.taken.length + 1 || one.prev !== chain.taken.at(-1)?.sha256) continue;
      this.take(chain, one);
      this.news.push(this.answers.get(one.sha256));
    }
    chain.early = chain.early.filter((one) => one.seq > chain.taken.length);
  }

  take(chain, event) {
    chain.taken.push(event);
    this.settle(event, event.data.isPoison ? "refused" : "accepted");
    if (!event.data.isPoison) this.done.push(event.id);
  }

  settle({ id, sha256: hash }, status) {
    this.answers.set(hash, { id, sha256: hash, status, reasons: [], at: "2026-11-23T02:00:00+00:00" });
  }

  missing({ taken, early }, last) {
    const here = new Set(early.map((event) => event.seq));
    const lacking = [];
    for (let seq = taken.length + 1; seq <= last; seq += 1) if (!here.has(seq)) lacking.push([seq, seq]);
    return lacking;
  }
}

/** What the line may do to one exchange. @type {Record<string, (server: Server, body: any) => Promise<any>>} */
export const LINES = {
  good: (server, body) => server.receive(body),
  "request lost": () => Promise.reject(new NoAnswer("cut")),
  "answer lost": async (server, body) => Promise.reject(await server.receive(body).then(() => new NoAnswer("cut"))),
  "request doubled": async (server, body) => (await server.receive(body), server.receive(body)),
  "every other answer": async (server, body) => {
    const reply = await server.receive(body);
    return { ...reply, answers: reply.answers.filter((_answer, index) => index % 2) };
  },
  "no answers": async (server, body) => ({ ...(await server.receive(body)), answers: [] }),
  "a portal's page": () => Promise.resolve({ status: "welcome" }),
};
