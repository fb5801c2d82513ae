/** One exchange: send what is unanswered, keep what comes. All it needs is handed in, so that Node can test it. */

import { Refusal } from "./calls.js";

/**
 * @typedef {import("../store/confirmed.js").Reply} Reply
 * @typedef {{
 *   pending(limit: number): Promise<Array<{ seq: number, jws: string }>>,
 *   within(ranges: Array<[number, number]>): Promise<Array<{ seq: number, jws: string }>>,
 *   last(): Promise<{ seq: number, sha256: string } | null>, countPending(): Promise<number>
 * }} Outgoing
 * @typedef {{
 *   journal: Outgoing, cursor(): Promise<string>, photosHeld(): Promise<string[]>, keep(reply: Reply): Promise<void>,
 *   post(path: string, body: unknown): Promise<Reply>
 * }} World
 */

const MOST_EVENTS = 200;
const MOST_PHOTOS = 500;

/** @param {World} world */
async function holding({ journal, photosHeld }) {
  const last = await journal.last();
  return {
    events: { last: last?.seq ?? 0, sha256: last?.sha256 ?? "" },
    photos: (await photosHeld()).slice(0, MOST_PHOTOS),
    waiting: await journal.countPending(),
  };
}

/**
 * Send a batch and keep the reply; half the batch when the server finds it too large.
 * Raises `NoAnswer` or `Refusal`; then nothing has changed on the phone.
 * @param {World} world @param {Array<{ seq: number, jws: string }>} events @returns {Promise<Reply>}
 */
async function send(world, events) {
  try {
    const body = { cursor: await world.cursor(), events: events.map((event) => event.jws), holding: await holding(world) };
    const reply = await world.post("/api/sync", body);
    await world.keep(reply);
    return reply;
  } catch (error) {
    const isTooLarge = error instanceof Refusal && error.status === 413 && events.length > 1;
    if (!isTooLarge) throw error;
    const half = Math.ceil(events.length / 2);
    await send(world, events.slice(0, half));
    return send(world, events.slice(half));
  }
}

/**
 * Exchange until nothing is left to say on either side.
 * @param {World} world @param {(reply: Reply) => void} [progress] @returns {Promise<Reply>} the last reply
 */
export async function exchange(world, progress = () => {}) {
  let asked = /** @type {Array<[number, number]>} */ ([]);
  for (;;) {
    const events = await world.journal.pending(MOST_EVENTS);
    const wanted = asked.length ? await world.journal.within(asked) : [];
    const batch = [...new Map([...wanted, ...events].map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq);
    const reply = await send(world, batch);
    progress(reply);
    const isNews = JSON.stringify(reply.missing.events) !== JSON.stringify(asked);
    asked = isNews ? reply.missing.events : [];
    const isDone = !reply.more && !asked.length && events.length < MOST_EVENTS;
    if (isDone) return reply;
  }
}
