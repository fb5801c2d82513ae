/** What one turn of the loop does for an officer: exchange, rulebook, photos. Nothing leaves once the officer has left. */

import { localIso } from "../device/clock.js";
import { space } from "../device/storage.js";
import { keep } from "../store/confirmed.js";
import { beginAnew, isAnothers } from "../store/chain.js";
import { dropHeldBytes, photosHeld, photosWaiting } from "../store/photos.js";
import { get, NoAnswer, post, session, smallCopy } from "./calls.js";
import { exchange } from "./exchange.js";
import { fetchOlderRulebooks, fetchRulebook } from "./rulebooks.js";

/** @typedef {import("../app.js").App} App */

const FEW_EVENTS = 20; // after a failure: what breaks off in the middle is little

/** @type {WeakSet<App>} */
const asked = new WeakSet();

/** Whose handbook is as the server last told; until then each exchange looks again. @type {WeakSet<App>} */
const isRead = new WeakSet();
const OF_HANDBOOK = new Set(["statute", "handbook"]);

/** @param {App} app */
export const workOf = (app) => ({
  name: app.database.name,
  exchange: () => exchangeFor(app),
  sendPhotos: (/** @type {(progress: { done: number, total: number }) => void} */ progress) => sendPhotosFor(app, progress),
});

/**
 * Asked at the last moment: the session in the browser may be the next person's by now, and this call is not theirs.
 * @template {unknown[]} V @template T @param {App} app @param {(...values: V) => Promise<T>} call @returns {(...values: V) => Promise<T>}
 */
const whileHere = (app, call) => async (...values) => {
  if (app.hasLeft()) throw new NoAnswer("signed out");
  return call(...values);
};

/** An answer that comes after its officer has left is still kept, in their own database. @param {App} app */
async function exchangeFor(app) {
  const { database } = app;
  let device = app.identity.deviceId;
  const reply = await exchange(
    {
      device: async () => (device = (await database.fact("key"))?.id ?? device),
      after: async () => (await database.fact("after")) ?? 0,
      journal: app.journal,
      cursor: async () => (await database.fact("cursor")) ?? "",
      photosHeld: async () => (await photosHeld(database)).map((photo) => photo.sha256),
      keep: async (one) => {
        await keep(database, one);
        await database.memory?.settle(one, (answer) => database.closeValue(answer));
        app.picture.take(one);
        if (one.reset || one.changes.some(({ kind }) => OF_HANDBOOK.has(kind))) isRead.delete(app);
      },
      post: whileHere(app, post),
    },
    () => app.update(),
    app.loop.state.failures ? FEW_EVENTS : undefined,
  );
  if (await isAnothers(app.journal, reply.head)) {
    await beginAnew(app.journal, device);
    await app.memory.load(database);
  }
  await fetchRulebook(app, reply.rulebook, whileHere(app, get));
  await fetchOlderRulebooks(app, whileHere(app, get)).catch((error) => console.warn(error)); // asked again next time; the newest serves meanwhile
  await askWhatIsExpected(app);
  await database.keepFacts({ settled_seq: reply.head.seq, synced_at: localIso() });
  await dropHeldBytes(database, whileHere(app, smallCopy), (await space())?.free ?? null);
  await app.synced();
  await readHandbook(app);
}

/** Behind everything else, and never the reason for an exchange to fail. @param {App} app */
async function readHandbook(app) {
  if (isRead.has(app)) return;
  isRead.add(app); // what changes while it is fetched is looked for again
  try {
    const { fetchHandbook } = await import("./handbook.js");
    await fetchHandbook(app.database, whileHere(app, get));
  } catch (error) {
    isRead.delete(app);
    console.warn(error);
  }
}

/** Asked once by each page, and again as long as something is. @param {App} app */
async function askWhatIsExpected(app) {
  if (asked.has(app) && !app.expected.length) return;
  const { expected = [], office_key } = await whileHere(app, session)();
  asked.add(app);
  app.expected = expected;
  await app.database.keepFacts({ expected, ...(office_key && { office_key }) });
}

/** @param {App} app @param {(progress: { done: number, total: number }) => void} progress */
async function sendPhotosFor(app, progress) {
  const tried = (await photosWaiting(app.database)).length;
  if (!tried) return { tried, failed: 0, status: null };
  const { sendPhotos } = await import("./uploads.js");
  const result = await sendPhotos(app.database, progress, undefined, () => !app.hasLeft());
  await app.recount();
  return { tried, ...result };
}
