/** What the screens see: what the server confirmed, with everything said since laid over it. */

import { invitationIn, workOf } from "../rules/invitations.js";
import { apply, project } from "../rules/projection.js";
import { allKept, answersIn, kept, statusOf } from "./confirmed.js";
import { openedAll } from "./sealing.js";

/**
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").JournalEvent} JournalEvent
 * @typedef {import("../rules/projection.js").Said & { seq: number, status: JournalEvent["status"], sha256?: string }} Laid `sha256` = once it is signed
 * @typedef {{ value: Visit, seen_seq: number }} ConfirmedVisit
 */

export class Picture {
  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.database = database;
    /** @type {Map<string, ConfirmedVisit>} */
    this.confirmed = new Map();
    /** @type {Map<string, Laid[]>} */
    this.said = new Map();
    /** @type {Map<string, Visit | null>} */
    this.projected = new Map();
    /** @type {Map<string, import("../types.js").Order>} */
    this.orders = new Map();
    /** @type {Map<string, import("../types.js").Fine>} whose cash this officer collected */
    this.fines = new Map();
    /** @type {Map<string, import("../types.js").Transfer>} findings that were handed over to this officer's department */
    this.transfers = new Map();
    /** @type {Map<string, import("../types.js").ReportedLead>} what this street has reported */
    this.leads = new Map();
    /** @type {Map<string, import("../types.js").Colleague>} */
    this.colleagues = new Map();
    /** @type {Map<string, import("../types.js").FormBlock>} */
    this.blocks = new Map();
    /** @type {Map<string, { id: string, code: string, number: number, state: string, body: import("../types.js").Checklist }>} */
    this.checklists = new Map();
  }

  /** Everything that the first screens need, from storage alone. */
  async load() {
    const [visits, orders, fines, transfers, leads, unsettled] = await this.firstRows();
    this.confirmed = new Map(visits.map((row) => [row.id, { value: row.value, seen_seq: row.seen_seq }]));
    this.orders = new Map(orders.map((row) => [row.id, row.value]));
    this.fines = new Map(fines.map((row) => [row.id, row.value]));
    this.transfers = new Map(transfers.map((row) => [row.id, row.value]));
    this.leads = new Map(leads.map((row) => [row.id, row.value]));
    this.said = new Map();
    for (const event of unsettled) this.lay(event);
    this.projected.clear();
  }

  async firstRows() {
    const rows = await this.database.run(async (db) => {
      const tx = db.transaction(["confirmed", "journal", "facts"]);
      const confirmed = tx.objectStore("confirmed").index("kind");
      return Promise.all([confirmed.getAll("visit"), confirmed.getAll("order"), confirmed.getAll("fine"), confirmed.getAll("transfer"), confirmed.getAll("lead"), unsettledIn(tx)]);
    });
    return Promise.all(rows.map((some, index) => openedAll(this.database, index < 5 ? "confirmed" : "journal", some)));
  }

  /** What is needed only inside a visit: colleagues, checklists, forms. Loaded once, then kept up to date. */
  async loadRest() {
    if (this.colleagues.size) return;
    const [colleagues, checklists, blocks] = await Promise.all(
      ["officer", "checklist", "form_block"].map((kind) => allKept(this.database, kind)),
    );
    this.colleagues = new Map(colleagues.map((row) => [row.id, row.value]));
    this.checklists = new Map(checklists.map((row) => [`${row.value.code}/${row.value.number}`, row.value]));
    this.blocks = new Map(blocks.map((row) => [row.id, row.value]));
  }

  /** @param {Laid} event */
  lay(event) {
    if (isSettledAway(event.status)) return;
    const { id, type, subject, by, at, rulebook, data, seq, status, sha256 } = event;
    const list = this.said.get(subject) ?? [];
    list.push({ id, type, subject, by, at, rulebook, data, seq, status, sha256 });
    this.said.set(subject, list);
    if (this.projected.has(subject)) this.projected.set(subject, apply(this.projected.get(subject) ?? null, event));
  }

  /** An event could not be kept after all. @param {string} subject @param {string[]} ids */
  takeBack(subject, ids) {
    this.said.set(subject, (this.said.get(subject) ?? []).filter((event) => !ids.includes(event.id)));
    this.projected.delete(subject);
  }

  /** @param {string} id @returns {Visit | null} */
  visit(id) {
    if (!this.projected.has(id)) {
      const confirmed = this.confirmed.get(id);
      const unseen = (this.said.get(id) ?? []).filter((event) => isUnseen(event, confirmed?.seen_seq ?? 0));
      this.projected.set(id, project(confirmed?.value ?? null, unseen));
    }
    return this.projected.get(id) ?? null;
  }

  /** @returns {Visit[]} */
  visits() {
    const ids = new Set([...this.confirmed.keys(), ...this.said.keys()]);
    return [...ids].flatMap((id) => this.visit(id) ?? []);
  }

  /** @param {string} code @param {number} number @returns {import("../types.js").Checklist | null} */
  checklist(code, number) {
    return this.checklists.get(`${code}/${number}`)?.body ?? null;
  }

  /** @param {string[]} ids @returns {Promise<import("../types.js").Work[]>} those that are on this phone */
  async works(ids) {
    const rows = await this.database.run((db) => {
      const { store } = db.transaction("confirmed");
      return Promise.all(ids.map((id) => store.get(["work", id])));
    });
    const told = (await openedAll(this.database, "confirmed", rows.filter(Boolean))).map((row) => row.value);
    const here = new Set(told.map((work) => work.id));
    return [...told, ...ids.filter((id) => !here.has(id)).flatMap((id) => this.invitedWork(id) ?? [])];
  }

  /** @param {string} id @returns {Promise<import("../types.js").Work | null>} */
  async work(id) {
    return (await kept(this.database, "work", id))?.value ?? this.invitedWork(id);
  }

  /** What an invitation says of a work that the server has yet to tell of. @param {string} id @returns {import("../types.js").Work | null} */
  invitedWork(id) {
    const joined = [...this.said.values()].flat().filter((event) => event.type === "visit_joined");
    const invitation = joined.map((event) => invitationIn(event.data.invitation)).find((one) => one?.work.id === id);
    return invitation ? workOf(invitation) : null;
  }

  /** Take in a reply that has been kept on disk. @param {import("./confirmed.js").Reply} reply */
  take(reply) {
    if (reply.reset) for (const map of [this.confirmed, this.orders, this.fines, this.transfers, this.leads, this.colleagues, this.blocks, this.checklists]) map.clear();
    for (const { kind, id, value } of reply.changes) this.takeChange(kind, id, value, reply.head.seq);
    const answerOf = answersIn(reply);
    for (const [subject, events] of this.said) {
      const seen = this.confirmed.get(subject)?.seen_seq ?? 0;
      for (const event of events) {
        const answer = answerOf(event);
        if (answer) event.status = statusOf(answer);
      }
      this.said.set(subject, events.filter((event) => !isSettledAway(event.status) && isUnseen(event, seen)));
    }
    this.projected.clear();
  }

  /** @param {string} kind @param {string} id @param {any} value @param {number} seq */
  takeChange(kind, id, value, seq) {
    if (kind === "visit") {
      if (value) this.confirmed.set(id, { value, seen_seq: seq });
      else this.confirmed.delete(id);
      return;
    }
    const key = kind === "checklist" && value ? `${value.code}/${value.number}` : id;
    const map = { order: this.orders, fine: this.fines, transfer: this.transfers, lead: this.leads, officer: this.colleagues, form_block: this.blocks, checklist: this.checklists }[kind];
    if (value) map?.set(key, value);
    else map?.delete(key);
  }
}

/**
 * Events that the confirmed pictures may not show yet.
 * @param {import("idb").IDBPTransaction<unknown, string[], "readonly">} tx @returns {Promise<JournalEvent[]>}
 */
async function unsettledIn(tx) {
  const journal = tx.objectStore("journal");
  const settled = (await tx.objectStore("facts").get("settled_seq")) ?? 0;
  const [recent, held] = await Promise.all([journal.getAll(IDBKeyRange.lowerBound(settled, true)), journal.index("status").getAll("held")]);
  const all = new Map([...held, ...recent].map((event) => [event.seq, event]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

/** Refused and set-aside events never show in a picture. @param {JournalEvent["status"]} status */
const isSettledAway = (status) => status === "refused" || status === "set_aside";

/** Accepted events are in the server's picture once it was taken after them; pending and held ones never are. @param {Laid} event @param {number} seen */
const isUnseen = (event, seen) => event.status === "pending" || event.status === "held" || event.seq > seen;
