/** The app behind the screens: who is signed in, what they see, and how something is said. */

import { newId } from "./device/ids.js";
import { localIso } from "./device/clock.js";
import { TooLong } from "./rules/limits.js";
import { dropHeldBytes, notePhoto, photosHeld, photosRefused, photosUntold, photosWaiting } from "./store/photos.js";
import { Journal } from "./store/journal.js";
import { keep } from "./store/confirmed.js";
import { Picture } from "./store/picture.js";
import { TypedWords } from "./store/typed-words.js";
import { exchange } from "./sync/exchange.js";
import { get, post, smallCopy } from "./sync/calls.js";
import { SyncLoop } from "./sync/loop.js";

/** @typedef {import("./store/journal.js").Saying} Saying */

export class App {
  /**
   * @param {import("./sync/session.js").Identity} identity @param {import("./store/database.js").Database} database
   * @param {() => void} update asks for the screen to be drawn again
   */
  constructor(identity, database, update) {
    this.identity = identity;
    this.me = identity.me;
    this.database = database;
    this.update = update;
    this.picture = new Picture(database);
    this.words = new TypedWords(database);
    /** @type {import("./types.js").Rulebook | null} */
    this.rulebook = null;
    const writer = { deviceId: identity.deviceId, officerId: identity.me.id, privateKey: identity.privateKey };
    this.journal = new Journal(database, { ...writer, rulebook: () => this.rulebook?.number ?? 0 });
    this.loop = new SyncLoop(
      { exchange: () => this.exchange(), sendPhotos: (progress) => this.sendPhotos(progress), name: database.name },
      () => this.update(),
    );
    this.counts = { pending: 0, troubled: 0, photos: 0 };
    /** Goes up when a kept photo may look different: a preview came, or the server's word. */
    this.photoRevision = 0;
    /** Has this phone ever been told everything? Before that, an empty list says nothing. */
    this.isFilled = false;
    /** @type {"" | "not_kept" | "too_long"} why the last thing said is not on the phone */
    this.fault = "";
    this.channel = new BroadcastChannel(database.name);
    this.channel.onmessage = () => void this.reload();
  }

  /** What the first screen needs; the rest is loaded by whoever needs it. */
  async load() {
    const [synced] = await Promise.all([this.database.fact("synced_at"), this.picture.load()]);
    this.isFilled = Boolean(synced);
  }

  /** What is needed inside a visit: rulebook, colleagues, checklists, forms. */
  async loadRest() {
    const [rulebook] = await Promise.all([this.rulebook ?? this.database.fact("rulebook"), this.picture.loadRest()]);
    this.rulebook = rulebook ?? null;
  }

  /** Another tab has written. */
  async reload() {
    await this.load();
    this.picture.colleagues.clear();
    await Promise.all([this.loadRest(), this.recount()]);
    this.update();
  }

  start() {
    this.loop.start();
    void Promise.all([this.loadRest(), this.recount()]).then(() => this.sayUntold());
  }

  stop() {
    this.loop.stop();
    this.channel.close();
  }

  async recount() {
    const [pending, troubled, held, refused] = await Promise.all([
      this.journal.countPending(),
      this.journal.troubled(),
      photosHeld(this.database),
      this.photosRefused(),
    ]);
    const photos = held.filter((photo) => photo.state !== "refused").length + refused.length;
    this.counts = { pending, troubled: troubled.length + refused.length, photos };
  }

  /** Photos that were kept when the page went away: into the journal with them. */
  async sayUntold() {
    for (const photo of await photosUntold(this.database)) await this.announce(photo, photo.about);
    this.update();
  }

  /** Photos that the server cannot take, as long as some visit still shows them. */
  async photosRefused() {
    const refused = await photosRefused(this.database);
    const takings = refused.length ? this.picture.visits().flatMap((visit) => Object.values(visit.photos)) : [];
    return refused.filter(({ sha256 }) => {
      const ours = takings.filter((one) => one.sha256 === sha256);
      return !ours.length || ours.some((one) => !one.is_discarded);
    });
  }

  /**
   * Say of a kept photo what it shows; from then on the journal knows it. Resolves to whether it was said.
   * @param {import("./store/photos.js").KeptPhoto} photo @param {import("./store/photos.js").About | null} about
   */
  async announce(photo, about) {
    if (!about) return true;
    const { sha256, size: size_bytes, type: media_type, name } = photo;
    const isSaid = await this.tell(about.visit, "photo_taken", { sha256, size_bytes, media_type, name, ...about.data });
    if (isSaid && photo.about?.data.photo_id === about.data.photo_id) await notePhoto(this.database, sha256, { about: null });
    return isSaid;
  }

  /**
   * Say something: it shows at once, is kept on disk, and goes up when it can. Resolves when it is on disk;
   * when it could not be kept it is taken back from the screen and the officer is told.
   * @param {Saying[]} sayings @returns {Promise<boolean>} was it kept?
   */
  async say(...sayings) {
    const ids = sayings.map(newId);
    for (const [index, { type, subject, data }] of sayings.entries()) {
      this.picture.lay({ type, subject, data, id: ids[index], by: this.me.id, at: localIso(), seq: Infinity, status: "pending" });
    }
    this.counts.pending += sayings.length;
    this.update();
    try {
      const events = await this.journal.append(sayings, ids);
      this.number(events);
      this.fault = "";
      this.channel.postMessage("said");
      this.loop.soon();
      return true;
    } catch (error) {
      const isTooLong = error instanceof TooLong;
      if (!isTooLong) console.error(error);
      for (const saying of sayings) this.picture.takeBack(saying.subject, ids);
      this.counts.pending -= sayings.length;
      this.fault = isTooLong ? "too_long" : "not_kept";
      this.update();
      return false;
    }
  }

  /** What was laid at once gets its place in the journal. @param {import("./types.js").JournalEvent[]} events */
  number(events) {
    for (const event of events) {
      const laid = this.picture.said.get(event.subject)?.find((one) => one.id === event.id);
      if (laid) laid.seq = event.seq;
    }
  }

  /** @param {string} visitId @param {string} type @param {Record<string, any>} data */
  tell(visitId, type, data) {
    return this.say({ type, subject: visitId, data });
  }

  async exchange() {
    const reply = await exchange(
      {
        journal: this.journal,
        cursor: async () => (await this.database.fact("cursor")) ?? "",
        photosHeld: async () => (await photosHeld(this.database)).map((photo) => photo.sha256),
        keep: async (one) => {
          await keep(this.database, one);
          this.picture.take(one);
        },
        post,
      },
      () => this.update(),
    );
    await this.fetchRulebook(reply.rulebook);
    await this.database.keepFacts({ settled_seq: reply.head.seq, synced_at: localIso() });
    this.isFilled = true;
    await dropHeldBytes(this.database, smallCopy);
    this.photoRevision += 1;
    await this.recount();
    this.channel.postMessage("synced");
    this.update();
  }

  /** @param {number} number of the edition in force */
  async fetchRulebook(number) {
    if (!number || this.rulebook?.number === number) return;
    this.rulebook = await get("/api/rulebook");
    await this.database.keepFacts({ rulebook: this.rulebook });
  }

  /** @param {(progress: { done: number, total: number }) => void} progress */
  async sendPhotos(progress) {
    const tried = (await photosWaiting(this.database)).length;
    if (!tried) return { tried, failed: 0, status: null };
    const { sendPhotos } = await import("./sync/uploads.js");
    const result = await sendPhotos(this.database, progress);
    await this.recount();
    return { tried, ...result };
  }
}
