/** One exchange: send what is unanswered, keep what comes. All it needs is handed in, so that Node can test it. */

import { timers } from "../device/clock.js";
import { EVENTS_AT_ONCE } from "../rules/limits.js";
import { NoAnswer, Refusal } from "./calls.js";

/**
 * @typedef {import("../store/confirmed.js").Reply} Reply
 * @typedef {{ seq: number, jws: string }} Sent
 * @typedef {{
 *   pending(limit: number): Promise<Sent[]>, within(ranges: Array<[number, number]>): Promise<Sent[]>,
 *   last(): Promise<{ seq: number, sha256: string } | null>, countPending(): Promise<number>
 * }} Outgoing
 * @typedef {{ most: number, top: number }} Pace events in the next batch, and never more than those
 * @typedef {{
 *   device?: () => Promise<string>, after?: () => Promise<number>, journal: Outgoing, cursor(): Promise<string>, photosHeld(): Promise<string[]>, keep(reply: Reply): Promise<void>,
 *   post(path: string, body: unknown): Promise<Reply>
 * }} World
 */

const FIRST_EVENTS = 200;
const CHARS_EACH = 2_000; // some are longer; what breaks off on a thin line is sent again
const QUICK_MS = 5_000;
const MOST_PHOTOS = 500;

/** @param {World} world @param {number} after */
async function holding({ journal, photosHeld }, after) {
  const last = await journal.last();
  return {
    events: last && last.seq > after ? { last: last.seq - after, sha256: last.sha256 } : { last: 0, sha256: "" },
    photos: (await photosHeld()).slice(0, MOST_PHOTOS),
    waiting: await journal.countPending(),
  };
}

/**
 * Send a batch and keep the reply; half the batch when the server finds it too large. One event that is too large for
 * whoever stands between does not stop those behind it.
 * Raises `NoAnswer` or `Refusal`; then nothing of what was refused has changed on the phone.
 * @param {World} world @param {Sent[]} events @param {Pace} pace @returns {Promise<Reply>}
 */
async function send(world, events, pace) {
  try {
    const after = (await world.after?.()) ?? 0;
    const device = await world.device?.();
    const body = { device, cursor: await world.cursor(), events: events.map((event) => event.jws), holding: await holding(world, after) };
    const answer = await world.post("/api/sync", body);
    if (!isOurs(answer)) throw new NoAnswer("not our server");
    const reply = inOurNumbers(answer, after);
    await world.keep(reply);
    return reply;
  } catch (error) {
    if (!isTooLarge(error) || events.length < 2) throw error;
    const half = Math.ceil(events.length / 2);
    const fault = await send(world, events.slice(0, half), pace).then(() => null, (one) => one);
    if (fault && !isTooLarge(fault)) throw fault;
    const reply = await send(world, events.slice(half), pace);
    if (fault) throw fault;
    pace.most = pace.top = Math.min(pace.top, half);
    return reply;
  }
}

/** @param {unknown} error */
export const isTooLarge = (error) => error instanceof Refusal && error.status === 413;

/**
 * A journal that was begun anew goes on counting here and began at 1 there: `after` = the last number of the one before.
 * @param {Reply} reply @param {number} after @returns {Reply}
 */
const inOurNumbers = (reply, after) => ({
  ...reply,
  head: { ...reply.head, seq: reply.head.seq + after },
  missing: { ...reply.missing, events: reply.missing.events.map(([first, last]) => [first + after, last + after]) },
});

/** Somebody between us may answer in JSON too. @param {Reply} reply */
const isOurs = ({ cursor, answers, changes, kept, missing, head, time }) =>
  typeof cursor === "string" && typeof time === "string" && [answers, changes, kept, missing?.events, missing?.photos].every(Array.isArray) && typeof head?.seq === "number";

/** So few that they get through a thin line before it breaks; one event may be as large as it must. @param {Sent[]} events @param {number} most */
function batchOf(events, most) {
  let chars = 0;
  return events.slice(0, most).filter((event, index) => (chars += event.jws.length) <= most * CHARS_EACH || index === 0);
}

/** What the server asks for and what it has not answered, each once, first ones first. @param {Sent[]} wanted @param {Sent[]} waiting */
const inOrder = (wanted, waiting) => [...new Map([...wanted, ...waiting].map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq);

/**
 * Exchange until nothing is left to say on either side. An event that was sent and that nobody answers ends it too: it is
 * sent again next time, and must not make us run in circles.
 * Where a batch went quickly the next is twice as large, but never again what was too much: a long day goes up in few calls,
 * each of which costs the server as much as some dozens of events.
 * @param {World} world @param {(reply: Reply) => void} [progress] @param {number} [first] events in the first batch
 * @param {Pick<typeof timers, "ticks">} [clock]
 * @returns {Promise<Reply>} the last reply
 */
export async function exchange(world, progress = () => {}, first = FIRST_EVENTS, clock = timers) {
  const pace = { most: first, top: EVENTS_AT_ONCE };
  let asked = /** @type {Array<[number, number]>} */ ([]);
  let sent = 0;
  for (;;) {
    const { most } = pace;
    const waiting = await world.journal.pending(most);
    const events = inOrder(asked.length ? await world.journal.within(asked) : [], waiting);
    const batch = batchOf(events, most);
    const isUnheard = waiting.length > 0 && waiting[0].seq === sent;
    sent = waiting.length && batch.includes(waiting[0]) ? waiting[0].seq : 0;
    const begun = clock.ticks();
    const reply = await send(world, batch, pace);
    progress(reply);
    const isNews = JSON.stringify(reply.missing.events) !== JSON.stringify(asked);
    asked = isNews ? reply.missing.events : [];
    const isLast = isUnheard || (batch.length === events.length && waiting.length < most);
    if (!reply.more && !asked.length && isLast) return reply;
    if (batch.length && clock.ticks() - begun < QUICK_MS) pace.most = Math.min(2 * pace.most, pace.top);
  }
}
