/**
 * The shapes that the phone works with; fields are named as on the wire.
 *
 * @typedef {{ zh: string, en: string }} Words
 * @typedef {string | number} Value
 * @typedef {"met" | "not_met" | "not_applicable"} Verdict
 * @typedef {{ code: string, label: Words, verdict: Verdict }} Option
 * @typedef {{
 *   code: string, kind: "verdict" | "number" | "choice" | "text", text: Words, guidance: Words | null, phrases: Words[],
 *   reference: string, unit: string, unit_en?: string, least: number | null, most: number | null, options: Option[],
 *   show_when: { item: string, values: Value[] } | null, is_required: boolean, photo_when_not_met: boolean,
 *   acts: string[], severity: "minor" | "ordinary" | "serious"
 * }} Item
 * @typedef {{ code: string, title: Words, items: Item[] }} Section
 * @typedef {{ code: string, title: Words, audience: string, status: string | null, stage: string | null, sections: Section[] }} Checklist
 *
 * @typedef {{ floor_yuan: number, cap_yuan: number }} FineRange
 * @typedef {"citizen" | "organisation"} PartyKind
 * @typedef {{
 *   code: string, title: Words, duties: string[], penalty: string | null, power: string, warning: boolean,
 *   fines: Partial<Record<PartyKind, FineRange>>, mark: string, valid_from: string, valid_to: string | null, is_enabled: boolean
 * }} Act
 * @typedef {{
 *   act: string, party: PartyKind, tiers: Record<string, FineRange>, valid_from: string, valid_to: string | null, is_enabled: boolean
 * }} Benchmark
 * @typedef {{
 *   number: number, laws: Record<string, string>, acts: Record<string, Act>,
 *   summary_fine_limits: Array<{ from: string, citizen: number, organisation: number }>,
 *   collection_limits: Array<{ from: string, yuan: number }>,
 *   steps: Record<string, Record<string, { leaves: string[], enters: string, label: string }>>,
 *   may_penalise: string[], visit_kinds?: Record<string, Array<{ paper: string, since: string }>>, yearly_cap?: number, patrol_days?: number, problems: Record<string, Words>, templates: Record<string, string>,
 *   factors: Record<string, Words & { weighs?: "lighter" | "heavier" }>, agency: string, agency_names: Array<{ since_on: string, name: string }>,
 *   reconsideration_body: string, payment_place: string, public_address: string, is_demonstration: boolean,
 *   filing_working_days: number, certificate_warning_days?: number, hearing_thresholds?: Record<PartyKind, number>, clocks?: Record<string, { length: number }>,
 *   act_versions?: Record<string, Act[]>, benchmarks?: Benchmark[], grounds_since?: string, reconsideration_first_since?: string,
 *   grounds?: Record<string, { needs: string[][], outcome: "must_not" | "may_not" | "reduce", law: string, label: string }>,
 *   calendar: { holidays: string[], workdays: string[], published: number[], overrides: Record<string, boolean> }
 * }} Rulebook
 * @typedef {{ code: string, law: string | null, facts: Record<string, string | number | string[]> }} Refusal
 *
 * @typedef {{ name: string, badge_number: string, valid_from: string | null, valid_until: string | null }} OfficerFacts
 * @typedef {OfficerFacts & { id: string, role: string, agency: string, agency_id?: string, agency_kind: string, team: string, is_disabled?: boolean, keys?: Array<{ device: string, jwk: JsonWebKey }> }} Colleague
 * @typedef {OfficerFacts & {
 *   id: string, login: string, role: string, agency: string, agency_kind: string, team: string, language: "zh" | "en", permissions: string[]
 * }} Me
 * @typedef {{ part: string, name: string, credit_code: string, representative: string, contact: string, phone: string, address: string }} WorkParty
 * @typedef {{ name: string, longitude: number, latitude: number, radius_m: number }} Entrance
 * @typedef {{
 *   id: string, number: string, name: string, initials: string, address: string, street: string,
 *   status: "in_use" | "under_construction" | "other", area_m2: string, peacetime_use: string, protection_class: string,
 *   built_year: number | null, is_key_project: boolean, notes: string, parties: WorkParty[], entrances: Entrance[],
 *   plate?: string, patrol?: { last_on: string | null, every_days: number | null }, matters?: Array<{ id: string, text: string, due_on: string }>, enterprise_visits?: { year: number, count: number },
 *   past: Array<{ finding_id: string, checklist: string, item: string, text: string, severity: string, found_at: string, corrected_at?: string | null }>
 * }} Work
 *
 * @typedef {{ value: Value | null, note: string, by: string, at: string }} AnswerState
 * @typedef {{
 *   id: string, checklist: string, item: string, text: string, severity: Item["severity"], acts: string[], by: string,
 *   at: string, is_withdrawn: boolean
 * }} Finding
 * @typedef {{
 *   id: string, sha256: string, size_bytes: number, media_type: string, checklist: string, item: string,
 *   finding_id: string | null, document_id: string | null, order_id: string | null, caption: string, by: string, at: string,
 *   is_discarded: boolean, is_here: boolean
 * }} Photo
 * @typedef {{
 *   id: string, sha256: string, size_bytes: number, media_type: string, duration_ms: number | null, was_cut: boolean,
 *   by_whom: string, checklist: string, item: string, finding_id: string | null, caption: string, by: string, at: string,
 *   is_discarded: boolean, is_here: boolean
 * }} Recording
 * @typedef {{
 *   id: string, kind: "spot" | "entrance" | "code" | "typed", longitude: number | null, latitude: number | null,
 *   accuracy_m: number | null, fix_at: string | null, reason: string, plate?: "own" | "other" | "unknown", at: string
 * }} Fix
 * @typedef {{ id: string, kind: string, text: string, by_whom: string, at: string }} Statement
 * @typedef {{
 *   signer: "officer" | "party" | "witness", name: string, badge_number: string, strokes: number[][][], is_refused: boolean,
 *   reason: string, witness: string, at: string
 * }} Signature
 * @typedef {{ id: string, form: string, subject_id: string, number: string, content: Record<string, any>, sha256: string, signatures: Signature[] }} LegalDocument
 * @typedef {{
 *   id: string, stage: string, number: string, act: string, party_name: string, sanction: "warning" | "fine", fine_yuan: number,
 *   finding_ids: string[], delivered_at: string | null, made_by?: string, decided_on?: string, collection?: string, is_on_water?: boolean
 * }} Decision
 * @typedef {{
 *   id: string, subject_id: string, number: string, party_name: string, amount_yuan: number, stage: string, is_with_officer: boolean,
 *   is_on_water: boolean, hand_over_by_on: string | null
 * }} Fine
 * @typedef {{
 *   id: string, visit_id: string, finding_id: string, work: string, address: string, text: string, severity: string, from: string,
 *   number: string, reasons: string, handed_at: string
 * }} Transfer a finding that was handed over to this officer's department
 * @typedef {{
 *   id: string, name: string, badge_number: string, agency: string, agency_kind: string, count: number, sha256: string, is_ended: boolean, more: number,
 *   answers: { met: number, not_met: number, not_applicable: number }, findings: Array<{ id: string, text: string, severity: string }>,
 *   made_at: string, by: string, at: string
 * }} ShownPart what an officer's phone showed of their part, by that officer's id
 * @typedef {{ id: string, finding_id: string, to_agency_id: string, to: string, by: string, at: string }} HandedOver a finding of a visit that was handed over
 * @typedef {{ id: string, stage: string, number: string, party_name: string, due_on: string, finding_ids: string[], delivered_at: string | null }} OrderOfVisit
 * @typedef {{
 *   id: string, checklist: string, item: string, finding_id: string | null, photo_id: string | null, remark: string, at: string,
 *   resolved_at: string | null, resolution: string
 * }} Return
 * @typedef {{
 *   id: string, work_id: string, kind: string, stage: string, due_on: string | null, code_number: string, notice_number: string, round_on?: string | null, round_position?: number,
 *   permitted_at?: string,
 *   reason: string, order_id: string | null, rulebook?: number, started_at: string | null, finished_at: string | null,
 *   officers: Array<{ officer_id: string, joined_at: string | null, finished_at: string | null }>,
 *   checklists: Array<{ code: string, number: number }>, answers: Record<string, AnswerState>,
 *   findings: Record<string, Finding>, photos: Record<string, Photo>,
 *   recordings?: Record<string, Recording>, fixes: Fix[], statements: Statement[],
 *   documents: Record<string, LegalDocument>, decisions: Record<string, Decision>, orders: Record<string, OrderOfVisit>,
 *   returns: Record<string, Return>, leads?: Record<string, RaisedLead>, transfers?: Record<string, HandedOver>, shown_parts?: Record<string, ShownPart>
 * }} Visit
 * @typedef {{ id: string, summary: string, finding_id: string | null, photo_ids: string[], by: string, at: string }} RaisedLead of a street's patrol, as it was said
 * @typedef {{ id: string, number: string, work_id: string | null, place: string, summary: string, made_at: string, state: string, result: string | null, result_on: string | null }} ReportedLead what became of it
 * @typedef {{
 *   id: string, work_id: string, visit_id: string | null, number: string, stage: string, party_name: string, ordered_on: string,
 *   due_on: string,
 *   items: Array<{ finding_id: string, checklist: string, item: string, text: string, requirement: string, is_corrected: boolean, note: string, photos?: Array<{ sha256: string, at: string }> }>
 * }} Order
 * @typedef {{ id: string, kind: "on_the_spot_decision" | "correction_order", year: number, first: number, last: number, template: string, device_id: string, used: number[] }} FormBlock
 *
 * @typedef {{ device: string, label: string, seen_at: string, events: number, photos: number }} Expected what another phone of the officer's announced and has not sent
 * @typedef {{ code: string, sentence: string, law: string }} Reason
 * @typedef {{ id: string, sha256: string, status: "accepted" | "refused" | "held", reasons: Reason[], at: string, set_aside?: { at: string, reason: string } }} EventAnswer
 * @typedef {{
 *   seq: number, id: string, sha256: string, jws: string, type: string, subject: string, by: string, at: string,
 *   rulebook?: number, data: Record<string, any>, status: "pending" | "accepted" | "refused" | "held" | "set_aside", answer: EventAnswer | null
 * }} JournalEvent
 */
export {};
