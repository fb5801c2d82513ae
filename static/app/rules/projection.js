/** A visit as it looks when events are laid over what the server confirmed. Pure. (Long: one effect for each type.) */

import { dayOf } from "./dated.js";
import { invitationIn } from "./invitations.js";
import { partIn } from "./visit-part.js";

/**
 * Nothing is changed in place. The server builds the very same shape from its tables (same golden cases).
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {{ id: string, type: string, subject: string, by: string, at: string, data: Record<string, any>, rulebook?: number }} Said
 */

/** @param {Said} event @returns {Visit} */
const newVisit = (event) => ({
  id: event.subject,
  work_id: event.data.work_id,
  kind: event.data.kind,
  stage: "under_way",
  due_on: null,
  code_number: event.data.code_number ?? "",
  notice_number: event.data.notice_number ?? "",
  reason: event.data.reason ?? "",
  order_id: event.data.order_id ?? null,
  rulebook: event.rulebook ?? 0,
  started_at: event.at,
  finished_at: null,
  officers: [],
  checklists: [],
  answers: {},
  findings: {},
  photos: {},
  recordings: {},
  fixes: [],
  statements: [],
  documents: {},
  decisions: {},
  orders: {},
  returns: {},
  transfers: {},
  shown_parts: {},
});

/** @param {Visit} visit @param {string[]} ids @returns {Visit["officers"]} */
function withOfficers(visit, ids) {
  const known = new Set(visit.officers.map((officer) => officer.officer_id));
  const added = ids.filter((id) => !known.has(id));
  return [...visit.officers, ...added.map((officer_id) => ({ officer_id, joined_at: null, finished_at: null }))];
}

/** @param {Visit} visit @param {Array<{ code: string, number: number }>} wanted */
function withChecklists(visit, wanted) {
  const known = new Set(visit.checklists.map((checklist) => checklist.code));
  return [...visit.checklists, ...wanted.filter((one) => !known.has(one.code)).map(({ code, number }) => ({ code, number }))];
}

/** @param {Visit} visit @param {string} officerId @param {Partial<Visit["officers"][number]>} changes */
const changeOfficer = (visit, officerId, changes) =>
  visit.officers.map((officer) => (officer.officer_id === officerId ? { ...officer, ...changes } : officer));

/** @template T @param {Record<string, T>} all @param {string} id @param {Partial<T>} changes @returns {Record<string, T>} */
const change = (all, id, changes) => (id in all ? { ...all, [id]: { ...all[id], ...changes } } : all);

/** Marks a return as dealt with; with the last one the visit goes back to the reviewer. @param {Visit} visit @param {Said} event @param {string} [resolution] @returns {Visit} */
function resolved(visit, event, resolution = "") {
  const id = event.data.return_id;
  if (!id || !(id in visit.returns)) return visit;
  const before = visit.returns[id];
  const returns = change(visit.returns, id, {
    resolved_at: before.resolved_at ?? event.at,
    resolution: resolution || before.resolution,
  });
  const done = Object.values(returns).every((one) => one.resolved_at !== null);
  return { ...visit, returns, stage: done && visit.stage === "returned" ? "finished" : visit.stage };
}

/** @type {Record<string, (visit: Visit, event: Said) => Visit>} */
const EFFECTS = {
  visit_started(visit, event) {
    const { data, by, at } = event;
    const startsNow = visit.stage === "planned" || visit.stage === "cancelled";
    const papers = startsNow
      ? {
          stage: "under_way",
          started_at: at,
          rulebook: event.rulebook ?? 0,
          code_number: data.code_number || visit.code_number,
          notice_number: data.notice_number || visit.notice_number,
          reason: data.reason || visit.reason,
        }
      : {};
    const isOurs = startsNow || visit.officers.length === 0;
    const officers = isOurs ? withOfficers(visit, [by, ...(data.officer_ids ?? [])]) : visit.officers;
    const checklists = withChecklists(visit, data.checklists);
    const joined = officers.map((one) => (one.officer_id === by ? { ...one, joined_at: one.joined_at ?? at } : one));
    return { ...visit, ...papers, officers: joined, checklists };
  },
  visit_joined(visit, event) {
    const officers = withOfficers(visit, [event.by]).map((one) =>
      one.officer_id === event.by ? { ...one, joined_at: one.joined_at ?? event.at } : one,
    );
    return { ...visit, officers, checklists: withChecklists(visit, event.data.checklists ?? []) };
  },
  officers_named: (visit, event) => ({ ...visit, officers: withOfficers(visit, event.data.officer_ids) }),
  place_fixed(visit, event) {
    const { kind, longitude = null, latitude = null, accuracy_m = null, fix_at = null, reason = "" } = event.data;
    const plate = kind === "code" ? { plate: event.data.plate_match || "unknown" } : {};
    const fix = { id: event.id, kind, longitude, latitude, accuracy_m, fix_at, reason, at: event.at, ...plate };
    return { ...visit, fixes: [...visit.fixes, fix] };
  },
  answer_given(visit, event) {
    const { checklist, item, value, note = "" } = event.data;
    const answer = { value, note, by: event.by, at: event.at };
    return resolved({ ...visit, answers: { ...visit.answers, [`${checklist}/${item}`]: answer } }, event);
  },
  finding_recorded(visit, event) {
    const { finding_id, checklist, item, text, severity, acts = [] } = event.data;
    const before = visit.findings[finding_id] ?? { checklist, item };
    const finding = { ...before, id: finding_id, text, severity, acts, by: event.by, at: event.at, is_withdrawn: false };
    return resolved({ ...visit, findings: { ...visit.findings, [finding_id]: finding } }, event);
  },
  finding_withdrawn: (visit, event) =>
    resolved({ ...visit, findings: change(visit.findings, event.data.finding_id, { is_withdrawn: true }) }, event),
  finding_handed_over(visit, event) {
    const { transfer_id: id, finding_id, to_agency_id, to_agency_name = "" } = event.data;
    const transfer = { id, finding_id, to_agency_id, to: to_agency_name, by: event.by, at: event.at };
    return { ...visit, transfers: { ...visit.transfers, [id]: transfer } };
  },
  part_shown(visit, event) {
    const part = partIn(event.data.part);
    if (!part || part.visit !== visit.id) return visit;
    const { officer, head, is_ended, more, answers, findings, at } = part;
    const shown = { ...officer, ...head, is_ended, more, answers, findings, made_at: at, by: event.by, at: event.at };
    return { ...visit, shown_parts: { ...visit.shown_parts, [officer.id]: shown } };
  },
  photo_taken(visit, event) {
    const { data } = event;
    const photo = {
      id: data.photo_id,
      sha256: data.sha256,
      size_bytes: data.size_bytes,
      media_type: data.media_type,
      checklist: data.checklist ?? "",
      item: data.item ?? "",
      finding_id: data.finding_id ?? null,
      document_id: data.document_id ?? null,
      order_id: data.order_id ?? null,
      caption: data.caption ?? "",
      by: event.by,
      at: event.at,
      is_discarded: false,
      is_here: false,
    };
    return resolved({ ...visit, photos: { ...visit.photos, [photo.id]: photo } }, event);
  },
  photo_captioned: (visit, event) => ({
    ...visit,
    photos: change(visit.photos, event.data.photo_id, { caption: event.data.caption }),
  }),
  photo_discarded: (visit, event) => ({
    ...visit,
    photos: change(visit.photos, event.data.photo_id, { is_discarded: true }),
  }),
  recording_made(visit, event) {
    const { data } = event;
    const recording = {
      id: data.recording_id,
      sha256: data.sha256,
      size_bytes: data.size_bytes,
      media_type: data.media_type,
      duration_ms: data.duration_ms ?? null,
      was_cut: data.was_cut ?? false,
      by_whom: data.by_whom ?? "",
      checklist: data.checklist ?? "",
      item: data.item ?? "",
      finding_id: data.finding_id ?? null,
      caption: data.caption ?? "",
      by: event.by,
      at: event.at,
      is_discarded: false,
      is_here: false,
    };
    return resolved({ ...visit, recordings: { ...visit.recordings, [recording.id]: recording } }, event);
  },
  recording_captioned: (visit, event) => ({
    ...visit,
    recordings: change(visit.recordings ?? {}, event.data.recording_id, { caption: event.data.caption }),
  }),
  recording_discarded: (visit, event) => ({
    ...visit,
    recordings: change(visit.recordings ?? {}, event.data.recording_id, { is_discarded: true }),
  }),
  identity_shown: statement("identity_shown"),
  party_told: statement("party_told"),
  party_heard: statement("party_heard"),
  statement_made: statement("statement_made"),
  decision_made(visit, event) {
    const { data } = event;
    const { act, party, sanction, fine_yuan = 0 } = data.claims;
    const decision = {
      id: data.decision_id,
      stage: "made",
      number: data.content.number ?? "",
      act,
      party_name: party.name,
      sanction,
      fine_yuan: sanction === "fine" ? fine_yuan : 0,
      finding_ids: data.finding_ids ?? [],
      delivered_at: null,
      made_by: event.by,
      decided_on: dayOf(data.claims.decided_at),
      collection: data.claims.collection ?? "bank",
      is_on_water: data.claims.is_on_water ?? false,
    };
    const decisions = { ...visit.decisions, [decision.id]: decision };
    return { ...visit, decisions, documents: withDocument(visit, "on_the_spot_decision", decision.id, data) };
  },
  order_made(visit, event) {
    const { data } = event;
    const order = {
      id: data.order_id,
      stage: "made",
      number: data.content.number ?? "",
      party_name: data.party_name,
      due_on: data.due_on ?? dayOf(data.ordered_at),
      finding_ids: data.corrections.map((/** @type {{ finding_id: string }} */ one) => one.finding_id),
      delivered_at: null,
    };
    const orders = { ...visit.orders, [order.id]: order };
    return { ...visit, orders, documents: withDocument(visit, "correction_order", order.id, data) };
  },
  record_sealed: (visit, event) => ({
    ...visit,
    documents: withDocument(visit, "inspection_record", visit.id, event.data),
  }),
  signature_given: (visit, event) =>
    signed(visit, event.data.document_id, {
      signer: event.data.signer,
      name: event.data.name,
      badge_number: event.data.badge_number ?? "",
      strokes: event.data.strokes,
      is_refused: false,
      reason: "",
      witness: "",
      at: event.at,
    }),
  signing_refused: (visit, event) =>
    signed(visit, event.data.document_id, {
      signer: event.data.signer ?? "party",
      name: event.data.name,
      badge_number: event.data.badge_number ?? "",
      strokes: [],
      is_refused: true,
      reason: event.data.reason,
      witness: event.data.witness ?? "",
      at: event.at,
    }),
  decision_delivered(visit, event) {
    const { decision_id, delivered_at } = event.data;
    return { ...visit, decisions: change(visit.decisions, decision_id, { stage: "delivered", delivered_at }) };
  },
  order_delivered(visit, event) {
    const { order_id, delivered_at } = event.data;
    return { ...visit, orders: change(visit.orders, order_id, { stage: "ordered", delivered_at }) };
  },
  form_voided(visit, event) {
    const { decision_id, order_id } = event.data;
    const decisions = decision_id ? change(visit.decisions, decision_id, { stage: "voided" }) : visit.decisions;
    const orders = order_id ? change(visit.orders, order_id, { stage: "voided" }) : visit.orders;
    return { ...visit, decisions, orders };
  },
  order_checked: (visit) => visit,
  return_answered: (visit, event) => resolved(visit, event, event.data.text),
  question_asked: (visit) => visit,
  lead_raised(visit, event) {
    const { lead_id: id, finding_id = null, photo_ids = [] } = event.data;
    const lead = { id, summary: event.data.summary.trim(), finding_id, photo_ids, by: event.by, at: event.at };
    return { ...visit, leads: { ...visit.leads, [id]: lead } };
  },
  visit_finished(visit, event) {
    const officers = changeOfficer(visit, event.by, { finished_at: event.at });
    const waiting = officers.some((officer) => officer.joined_at && !officer.finished_at);
    if ((waiting && !event.data.reason) || visit.stage !== "under_way") return { ...visit, officers };
    return { ...visit, officers, stage: "finished", finished_at: event.at };
  },
};

/** @param {string} kind @returns {(visit: Visit, event: Said) => Visit} */
function statement(kind) {
  return (visit, event) => {
    const { text = "", by_whom = "" } = event.data;
    return { ...visit, statements: [...visit.statements, { id: event.id, kind, text, by_whom, at: event.at }] };
  };
}

/** @param {Visit} visit @param {string} form @param {string} subjectId @param {Record<string, any>} data */
function withDocument(visit, form, subjectId, data) {
  const { document_id: id, content, sha256 } = data;
  const document = { id, form, subject_id: subjectId, number: content.number ?? "", content, sha256, signatures: [] };
  return { ...visit.documents, [id]: document };
}

/** @param {Visit} visit @param {string} documentId @param {import("../types.js").Signature} signature @returns {Visit} */
function signed(visit, documentId, signature) {
  const document = visit.documents[documentId];
  if (!document) return visit;
  return { ...visit, documents: change(visit.documents, documentId, { signatures: [...document.signatures, signature] }) };
}

/** @param {Said} event @returns {Visit | null} */
function begun(event) {
  if (event.type === "visit_joined") return invitedVisit(event);
  return event.type === "visit_started" ? newVisit(event) : null;
}

/** A visit that this phone knows only by its lead's invitation. @param {Said} event @returns {Visit | null} */
function invitedVisit(event) {
  const invitation = invitationIn(event.data.invitation);
  if (!invitation || invitation.visit !== event.subject) return null;
  const { work, kind, checklists, lead, at } = invitation;
  const visit = newVisit({ ...event, at, data: { work_id: work.id, kind } });
  return { ...visit, checklists, officers: [{ officer_id: lead.id, joined_at: at, finished_at: null }] };
}

/** One event laid over a visit; null when there is nothing yet that it could belong to. @param {Visit | null} visit @param {Said} event @returns {Visit | null} */
export function apply(visit, event) {
  const before = visit ?? begun(event);
  if (!before) return null;
  return EFFECTS[event.type]?.(before, event) ?? before;
}

/** @param {Visit | null} confirmed @param {Said[]} events those the server's picture does not show yet, in order */
export const project = (confirmed, events) => events.reduce(apply, confirmed);
