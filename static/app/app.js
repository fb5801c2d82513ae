/** The app behind the screens: who is signed in, what they see, and how something is said. (Long: one thing that all screens share.) */

import { newId } from "./device/ids.js";
import { localIso } from "./device/clock.js";
import { TooLong } from "./rules/limits.js";
import { notePhoto, photosHeld, photosRefused, photosUntold } from "./store/photos.js";
import { keepRest, keepWorker } from "./device/worker.js";
import { isFull } from "./store/database.js";
import { Journal } from "./store/journal.js";
import { Memory } from "./store/memory.js";
import { hasLeft, noteUnsent, stayKnown } from "./store/phone.js";
import { Picture } from "./store/picture.js";
import { TypedWords } from "./store/typed-words.js";
import { SyncLoop } from "./sync/loop.js";
import { workOf } from "./sync/work.js";

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
    /** @type {import("./types.js").Rulebook | null} the newest edition; `bookOf` says which one a visit goes by */
    this.rulebook = null;
    /** @type {import("./types.js").Rulebook[]} earlier editions, as long as a visit under way began with them */
    this.olderBooks = [];
    const writer = { deviceId: identity.deviceId, officerId: identity.me.id, privateKey: identity.privateKey };
    this.journal = new Journal(database, { ...writer, rulebook: (subject) => this.bookOf(subject)?.number ?? 0 });
    this.loop = new SyncLoop(workOf(this), () => this.update());
    this.counts = { pending: 0, troubled: 0, photos: 0 };
    this.isCounted = false;
    /** Goes up when a kept photo may look different: a preview came, or the server's word. */
    this.photoRevision = 0;
    this.isStopped = false;
    /** Has this phone ever been told everything? Before that, an empty list says nothing. */
    this.isFilled = false;
    /** @type {import("./types.js").Expected[]} */
    this.expected = [];
    /** @type {import("./store/phone.js").Unsent | null} what this very phone held before its database was lost */
    this.gone = null;
    /** @type {"" | "not_kept" | "full" | "too_long" | "not_read"} why the last thing said is not on the phone, or not on the screen */
    this.fault = "";
    /** @type {import("./store/memory.js").Mended | null} what became of a database that was deleted under us */
    this.mended = null;
    this.memory = new Memory((mended) => this.wasMended(mended));
    database.memory = this.memory;
    /** What did not go as it should with sealing: values kept unsealed, rows that did not open. */
    this.sealing = { isUnsealed: false, unopened: 0 };
    database.cannotOpen = (error) => this.wasNotOpened(error);
    if (database.vault) database.vault.failed = (error) => this.wasNotSealed(error);
    this.channel = new BroadcastChannel(database.name);
    this.channel.onmessage = () => void this.reload();
  }

  /** What the first screen needs; the rest is loaded by whoever needs it. */
  async load() {
    const [[synced, expected, gone]] = await Promise.all([this.database.facts(["synced_at", "expected", "gone"]), this.picture.load()]);
    Object.assign(this, { isFilled: Boolean(synced), expected: expected ?? [], gone: gone ?? null });
  }

  /** What is needed inside a visit: rulebook, colleagues, checklists, forms. */
  async loadRest() {
    const [[newest, older]] = await Promise.all([this.rulebook ? [this.rulebook, this.olderBooks] : this.database.facts(["rulebook", "older_rulebooks"]), this.picture.loadRest()]);
    Object.assign(this, { rulebook: newest ?? null, olderBooks: older ?? [] });
  }

  /** The edition that a visit began with, so that nothing changes in the middle of it. @param {string} visitId */
  bookOf(visitId) {
    const number = this.picture.visit(visitId)?.rulebook;
    return this.olderBooks.find((book) => book.number === number) ?? this.rulebook;
  }

  /** Another tab has written. */
  async reload() {
    await this.load();
    this.picture.colleagues.clear();
    await Promise.all([this.loadRest(), this.recount(), this.memory.load(this.database)]);
    this.update();
  }

  /** The officer has read what was lost with this phone's database. */
  forgetGone() {
    this.gone = null;
    return this.database.keepFacts({ gone: null });
  }

  start() {
    this.loop.start();
    const loading = Promise.all([this.loadRest(), this.recount(), this.memory.load(this.database)]);
    loading.then(() => this.sayUntold()).then(() => this.sealTheRest()).catch((error) => this.unreadable(error));
  }

  stop() {
    this.isStopped = true;
    this.loop.stop();
    this.channel.close();
  }

  /** Rows of a version that did not seal yet; once, behind everything else. */
  async sealTheRest() {
    if (!this.database.vault || (await this.database.fact("sealed_all"))) return;
    const { sealAll } = await import("./store/resealing.js");
    await sealAll(this.database, () => !this.isStopped).catch((error) => console.warn(error)); // goes on at the next start
  }

  /** It lies there as it is rather than be lost. @param {unknown} error */
  wasNotSealed(error) {
    console.warn(error);
    if (this.sealing.isUnsealed) return;
    this.sealing.isUnsealed = true;
    void this.database.keepFacts({ sealed_all: false }).catch(() => {});
    this.update();
  }

  /** It stays where it is. @param {unknown} error */
  wasNotOpened(error) {
    console.warn(error);
    this.sealing.unopened += 1;
    this.update();
  }

  async recount() {
    const [pending, troubled, held, refused] = await Promise.all([
      this.journal.countPending(),
      this.journal.troubled(),
      photosHeld(this.database),
      this.photosRefused(),
    ]);
    this.isCounted = true;
    this.counts = { pending, troubled: troubled.length + refused.length, photos: held.filter((photo) => photo.state !== "refused").length + refused.length };
    this.memory.photos = held.map((photo) => photo.sha256);
    noteUnsent(this.me.id, { device: /** @type {any} */ (this.memory.facts.key)?.id ?? this.identity.deviceId, events: pending, photos: held.length, at: localIso() });
  }

  /** The browser had deleted the database; what this page knew is back in it. @param {import("./store/memory.js").Mended} mended */
  wasMended(mended) {
    this.mended = mended;
    stayKnown(this.me.login, this.me.id);
    void keepWorker().catch(() => {}); // it may have gone with the rest
    this.loop.soon();
    this.update();
  }

  /** @param {unknown} error */
  unreadable(error) {
    console.warn(error);
    if (this.isStopped) return;
    this.fault = "not_read";
    this.update();
  }

  /** Words that only this page has. */
  notKept() {
    this.fault = "not_kept";
    this.update();
  }

  /** Photos and recordings that were kept when the page went away: into the journal with them. */
  async sayUntold() {
    for (const photo of await photosUntold(this.database)) await this.announce(photo, photo.about);
    if (await this.database.run((db) => db.count("recordings"))) void import("./store/unfinished.js").then(({ endUnfinished }) => endUnfinished(this)).then(() => this.recount()).then(() => this.update());
    this.update();
  }

  /** Photos that the server cannot take, as long as some visit still shows them. */
  async photosRefused() {
    const refused = await photosRefused(this.database);
    const takings = refused.length ? this.picture.visits().flatMap((visit) => [...Object.values(visit.photos), ...Object.values(visit.recordings ?? {})]) : [];
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
    const isSaid = await this.tell(about.visit, about.type ?? "photo_taken", { sha256, size_bytes, media_type, name, ...about.data });
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
      this.picture.lay({ type, subject, data, id: ids[index], by: this.me.id, at: localIso(), rulebook: this.bookOf(subject)?.number ?? 0, seq: Infinity, status: "pending" });
    }
    this.counts.pending += sayings.length;
    this.update();
    try {
      const events = await this.journal.append(sayings, ids);
      this.number(events);
      this.fault = "";
      this.tellTabs("said");
      this.loop.soon();
      return true;
    } catch (error) {
      const isTooLong = error instanceof TooLong;
      if (!isTooLong) console.error(error);
      for (const saying of sayings) this.picture.takeBack(saying.subject, ids);
      this.counts.pending -= sayings.length;
      this.fault = isTooLong ? "too_long" : isFull(error) ? "full" : "not_kept";
      this.update();
      return false;
    }
  }

  /** What was laid at once gets its place in the journal. @param {import("./types.js").JournalEvent[]} events */
  number(events) {
    for (const event of events) {
      const laid = this.picture.said.get(event.subject)?.find((one) => one.id === event.id);
      if (laid) Object.assign(laid, { seq: event.seq, sha256: event.sha256 });
    }
  }

  /** @param {string} visitId @param {string} type @param {Record<string, any>} data */
  tell(visitId, type, data) {
    return this.say({ type, subject: visitId, data });
  }

  /** An exchange has been kept. */
  async synced() {
    this.isFilled = true;
    keepRest();
    this.photoRevision += 1;
    await this.recount();
    this.tellTabs("synced");
    this.update();
  }

  /** @param {string} word */
  tellTabs(word) {
    if (!this.isStopped) this.channel.postMessage(word);
  }

  /** From then on nothing of this officer's may go over the line: the session may be somebody else's. */
  hasLeft() {
    return this.isStopped || hasLeft(this.me.id);
  }
}
