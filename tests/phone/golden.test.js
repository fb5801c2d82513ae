/** The golden cases that a lawyer can read, run over the very files that the phone runs. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { numberIn, numeral, passageAt, positionIn, search, wordsOf } from "../../static/app/rules/articles.js";
import { addWorkingDays, isWorking } from "../../static/app/rules/calendar.js";
import { gaps, verdictOf, visibleItems } from "../../static/app/rules/checklists.js";
import { consequenceOf } from "../../static/app/rules/consequences.js";
import { gcj02 } from "../../static/app/rules/datums.js";
import { mapLinks } from "../../static/app/rules/map-links.js";
import { addDays } from "../../static/app/rules/dated.js";
import { gatesBeforeDeciding, gatesBeforeOrdering } from "../../static/app/rules/decisions.js";
import { gatesBeforeDelivery, gatesBeforeOrderDelivery } from "../../static/app/rules/deliveries.js";
import { canonical, correctionOrder, onTheSpotDecision, sanctionInWords } from "../../static/app/rules/documents.js";
import { judge } from "../../static/app/rules/law.js";
import { yuanInCapitals } from "../../static/app/rules/money.js";
import { formNumber } from "../../static/app/rules/numbers.js";
import { handOverBy } from "../../static/app/rules/fine-cash.js";
import { onTheSpot, refuseCollection, refuseOnTheSpot } from "../../static/app/rules/penalties.js";
import { qualifiedOfficers, signerFault } from "../../static/app/rules/people.js";
import { nextPatrolOn, patrolState } from "../../static/app/rules/patrols.js";
import { beyond, merged, signaturesMissing } from "../../static/app/rules/joint-record.js";
import { factsOfTransfer, reasonsOfTransfer } from "../../static/app/rules/powers.js";
import { gradePlace } from "../../static/app/rules/places.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8"));
const BOOK = read("rulebook");
const bookOf = (given) => ({ ...BOOK, ...given.rulebook });
const actOf = (act, book) => (typeof act === "string" ? book.acts[act] : act);
const calendarOf = ({ overrides }) => ({ ...BOOK.calendar, ...(overrides ? { overrides } : {}) });

/** How each rule is asked; `file` holds what stands beside the cases. */
const RULES = {
  refuse_on_the_spot: (g, book) => refuseOnTheSpot(actOf(g.act, book), g.party, g.sanction, g.fine_yuan, g.on, book),
  on_the_spot: (g, book) => onTheSpot(actOf(g.act, book), g.party, g.on, book),
  refuse_collection: (g, book) => refuseCollection(g.fine_yuan, g.collection, g.on, book),
  consequence_of: (g, book) => {
    const { power, costs } = consequenceOf(g.act, book, g.on);
    return { power, costs };
  },
  judge: (g, book, file) => judge({ ...file.base, ...g }, book),
  qualified_officers: (g) => qualifiedOfficers(g.officers, g.on),
  may_sign: (g) => signerFault(g.officer, g.on),
  gates_before_deciding: (g, book, file) => gatesBeforeDeciding(withAct({ ...file.base, ...g }, book), book),
  gates_before_delivery: (g) => gatesBeforeDelivery(g.signatures, g.officers),
  gates_before_order_delivery: (g) => gatesBeforeOrderDelivery(g.signatures, g.officers, g.photos),
  gates_before_ordering: (g, _book, file) => gatesBeforeOrdering({ ...file.base, ...g }),
  on_the_spot_decision: (g, book, file) => onTheSpotDecision(g.number, withAct({ ...file.base.on_the_spot_decision, ...g.facts }, book), book),
  correction_order: (g, book, file) => {
    const facts = { ...file.base.correction_order, ...g.facts };
    const corrections = facts.corrections.map((one) => one.requirement);
    return correctionOrder({ ...facts, corrections, party: facts.party_name, number: g.number, work: g.work, place: g.place, basis: g.basis, ordered_at: g.ordered_at }, book);
  },
  canonical: (g) => ({ text: canonical(g.content), sha256: createHash("sha256").update(canonical(g.content)).digest("hex") }),
  sanction_in_words: (g, book) => sanctionInWords(actOf(g.act, book), g.sanction, g.fine_yuan),
  beyond: ({ sealed, now }) => beyond(sealed, now),
  merged: ({ record, shown }) => merged(record, shown),
  signatures_missing: ({ officers, signed }) => signaturesMissing({ officers }, signed),
  facts_of_transfer: ({ day, work, address, finding }) => factsOfTransfer(day, { name: work, address }, finding),
  reasons_of_transfer: (_g, book) => reasonsOfTransfer(book.laws),
  verdict_of: (g) => verdictOf(g.item, g.value),
  gaps: (g, _book, file) => {
    const checklist = file.checklists[g.checklist];
    const values = Object.fromEntries(Object.entries(g.states).map(([code, state]) => [code, state.value]));
    return { visible: visibleItems(checklist, values).map((item) => item.code), gaps: gaps(checklist, g.states) };
  },
  grade_place: (g) => gradePlace(g.fixes, g.entrances, g.exif),
  yuan_in_capitals: (g) => orNull(() => yuanInCapitals(g.yuan)),
  form_number: (g) => formNumber(g.template, g.year, g.serial),
  is_working: (g) => isWorking(g.day, calendarOf(g)),
  add_working_days: (g) => addWorkingDays(g.start, g.count, calendarOf(g)),
  pay_by: (g) => addDays(g.delivered_on, 15),
  is_overdue: (g) => g.on > g.due_on,
  next_patrol_on: (g) => nextPatrolOn(g.last_on, g.every_days),
  patrol_state: (g) => patrolState(g.due_on, g.on),
  numeral: (g) => numeral(g.number),
  number_in: (g) => numberIn(g.text),
  position_in: (g) => {
    const position = positionIn(g.text);
    return position && { position, words: wordsOf(position) };
  },
  passage_at: (g, _book, { statute }) => {
    const passage = passageAt(statute.articles, positionIn(g.cited));
    return passage && { words: wordsOf(passage.position), text: passage.text };
  },
  search: (g, _book, { statute }) => {
    const whole = { id: "s", title: statute.title, law: null, edition: "1", versions: [{ number: 1, in_force_on: "2020-01-01", history: [], articles: statute.articles }] };
    return search([whole], g.query, "2026-01-01").map(({ article }) => wordsOf({ article: article.number, inserted: article.inserted, paragraph: null, item: null, subitem: null }));
  },
  gcj02: (g) => Object.fromEntries(Object.entries(gcj02(g)).map(([name, value]) => [name, Math.round(value * 1e6) / 1e6])),
  map_links: (g) => Object.fromEntries(mapLinks(g, g.name).map(({ app, address }) => [app, address])),
  hand_over_by: (g, book) => handOverBy(g, book),
};

/** What no phone reckons. */
const ON_THE_SERVER_ALONE = new Set(["surcharge", "surcharge_lines", "deposit_by", "plan_faults"]);

const withAct = (facts, book) => ({ ...facts, act: actOf(facts.act, book) });
const orNull = (work) => {
  try {
    return work();
  } catch {
    return null;
  }
};

for (const name of ["penalties", "judgements", "consequences", "people", "decisions", "orders", "documents", "checklists", "completeness", "places", "money", "numbers", "deadlines", "citations", "fines", "maps", "patrols", "powers", "joint_records"]) {
  const file = read(name);
  for (const { name: sentence, rule, given, expected } of file.cases) {
    if (ON_THE_SERVER_ALONE.has(rule)) continue;
    test(`${name}: ${sentence} (${rule})`, () => {
      const found = RULES[rule](given, bookOf(given), file);
      if (rule !== "grade_place" || expected.distance_m === null) return assert.deepEqual(found, expected);
      assert.deepEqual({ ...found, distance_m: 0 }, { ...expected, distance_m: 0 });
      const tolerance = Math.max(1, expected.distance_m / 100);
      return assert.ok(Math.abs(found.distance_m - expected.distance_m) <= tolerance, `${found.distance_m} m`);
    });
  }
}
