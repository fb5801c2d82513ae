/** What an item that is not met needs: what is wrong, photos, how serious, which articles it may breach. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { today } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { knownOn } from "../rules/law.js";
import { LONG_TEXT } from "../rules/limits.js";
import { findingsOf } from "../rules/visits.js";
import { say, t } from "../words/translate.js";
import { severityLabel } from "./labels.js";
import { raiseFrom } from "./patrols.js";
import { isOfStreet } from "../rules/patrols.js";
import { consequenceLines } from "./consequences.js";
import { choiceField } from "./fields.js";
import { photoStrip } from "./photos.js";
import { recordingStrip } from "./recordings.js";
import { transferLine } from "./transfers.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Item} Item
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Finding} Finding
 * @typedef {{ checklist: string, item: Item, return_id?: string }} Place
 */

const SEVERITIES = ["minor", "ordinary", "serious"];
const QUIET_MS = 1_200;
/** @type {Map<string, { timer: ReturnType<typeof setTimeout>, save: () => Promise<unknown> }>} fields in which somebody types, by finding */
const typing = new Map();

/** @param {string} id of a finding @returns {string} the key of its draft */
const draftOf = (id) => `finding/${id}`;

/** @param {Place} place @returns {Omit<Finding, "by" | "at" | "is_withdrawn" | "id">} */
const emptyFinding = ({ checklist, item }) => ({
  checklist,
  item: item.code,
  text: "",
  severity: item.severity,
  acts: item.acts,
});

/**
 * Record the finding anew; the old words stay in the journal. What was typed last is in `text` already.
 * @param {Context} context @param {Visit} visit @param {Place} place @param {Partial<Finding> & { id: string }} finding
 */
function recordFinding({ app }, visit, place, finding) {
  const { checklist, item, text, severity, acts } = { ...emptyFinding(place), ...finding };
  const data = { finding_id: finding.id, checklist, item, text, severity, acts, ...(place.return_id ? { return_id: place.return_id } : {}) };
  return app.words.settle(draftOf(finding.id), (settles) => app.say({ type: "finding_recorded", subject: visit.id, data, settles }));
}

/** Words that are still being typed go into the journal now. */
export async function settleTyping() {
  await Promise.all([...typing.values()].map((one) => one.save()));
}

/** @param {Context} context @param {Visit} visit @param {Place} place @param {string} id @param {() => Finding | undefined} current @param {string} text */
function type(context, visit, place, id, current, text) {
  const { words } = context.app;
  clearTimeout(typing.get(id)?.timer);
  const save = async () => {
    clearTimeout(typing.get(id)?.timer);
    const newest = words.get(draftOf(id))?.text;
    const isSaid = newest === undefined; // another deed has said them meanwhile
    if (!isSaid && current()?.text === newest) await words.drop(draftOf(id));
    else if (!isSaid && !(await recordFinding(context, visit, place, { ...current(), id, text: newest }))) return; // a draft still
    if (typing.get(id)?.save === save) typing.delete(id);
  };
  typing.set(id, { timer: setTimeout(save, QUIET_MS), save });
  void words.type(draftOf(id), { text, visit: visit.id, checklist: place.checklist, item: place.item.code });
}

/**
 * Words typed before the page went away: into the journal with them.
 * @param {import("../app.js").App} app @param {Visit} visit
 */
export async function recoverTyping(app, visit) {
  for (const { key, values } of await app.words.left(draftOf(""))) {
    if (values.visit !== visit.id) continue;
    const id = key.slice(draftOf("").length);
    const before = app.picture.visit(visit.id)?.findings[id];
    const { checklist, item, text, turn } = values;
    const { severity, acts } = before ?? { severity: "ordinary", acts: [] };
    const data = { finding_id: id, checklist, item, text, severity, acts };
    if (before?.text === text) await app.words.drop(key);
    else await app.say({ type: "finding_recorded", subject: visit.id, data, settles: { key, turn } });
  }
}

/** @param {Context} context @param {Visit} visit @param {Place} place @param {boolean} sealed */
export function findingPanel(context, visit, place, sealed) {
  const findings = findingsOf(visit, place.checklist, place.item.code);
  const list = findings.length ? findings : [undefined];
  return html`<div class="panel">
    ${list.map((finding) => oneFinding(context, visit, place, finding, sealed))}
    ${findings.length && !sealed
      ? html`<button class="button--quiet" @click=${() => recordFinding(context, visit, place, { id: newId(), text: "" })}>${t("再记一个问题")}</button>`
      : nothing}
    ${findings.length && isOfStreet(context.app.me) ? raiseFrom(visit, findings[0]) : nothing}
    ${findings.length && context.app.me.agency_kind === "district" ? html`<p><a class="link soft" data-ask href="/phone/handbook/questions?visit=${visit.id}&finding=${findings[0].id}">${t("拿不准？提出难题")}</a></p>` : nothing}
  </div>`;
}

/** @type {WeakMap<Item, Map<string, string>>} the id that the first finding of an item will have, by visit */
const futureIds = new WeakMap();

/** @param {Visit} visit @param {Place} place */
function futureId(visit, { checklist, item }) {
  const ids = futureIds.get(item) ?? new Map();
  futureIds.set(item, ids);
  const key = `${visit.id}/${checklist}`;
  const known = ids.get(key);
  if (known && !visit.findings[known]) return known;
  const fresh = newId();
  ids.set(key, fresh);
  return fresh;
}

/** @param {Context} context @param {Visit} visit @param {Place} place @param {Finding | undefined} finding @param {boolean} sealed */
function oneFinding(context, visit, place, finding, sealed) {
  const id = finding?.id ?? futureId(visit, place);
  const current = () => context.app.picture.visit(visit.id)?.findings[id];
  const words = () => context.app.words.get(draftOf(id))?.text ?? current()?.text ?? "";
  const text = words();
  const typed = (/** @type {Event} */ event) =>
    type(context, visit, place, id, current, /** @type {HTMLTextAreaElement} */ (event.target).value);
  const left = () => void typing.get(id)?.save();
  const pick = (/** @type {string} */ phrase) => recordFinding(context, visit, place, { ...current(), id, text: joined(words(), phrase) });
  const shows = { checklist: place.checklist, item: place.item.code, finding_id: id, ...(place.return_id ? { return_id: place.return_id } : {}) };
  return html`<div class="finding" data-finding=${id}>
    ${place.item.phrases.length && !sealed
      ? html`<div class="phrases" role="group" aria-label=${t("常用描述")}>
          ${place.item.phrases.map((phrase) => html`<button class="phrase" @click=${() => pick(phrase.zh)}>${say(phrase)}</button>`)}
        </div>`
      : nothing}
    <label class="unseen" for="what-${id}">${t("问题描述")}</label>
    <textarea id="what-${id}" rows="3" maxlength=${LONG_TEXT} placeholder=${t("问题描述")} .value=${live(text)} ?disabled=${sealed} @input=${typed} @blur=${left}></textarea>
    ${photoStrip(context, visit, shows, { sealed, label: t("问题照片") })} ${recordingStrip(context, visit, shows, { sealed })}
    ${isOfStreet(context.app.me) ? nothing : choiceField({
      name: `severity-${id}`,
      label: t("严重程度"),
      value: finding?.severity ?? place.item.severity,
      options: SEVERITIES.map((code) => ({ value: code, label: severityLabel(code), kind: code })),
      disabled: sealed,
      save: (severity) => void recordFinding(context, visit, place, { ...current(), id, text: words(), severity: /** @type {Item["severity"]} */ (severity) }),
    })}
    ${actList(context, visit, place, finding, id, sealed)} ${finding ? transferLine(context, visit, id, sealed) : nothing}
  </div>`;
}

/** @param {string} text @param {string} phrase */
function joined(text, phrase) {
  const before = text.trim();
  if (before.includes(phrase)) return before;
  return before ? `${before}${/[。；，]$/.test(before) ? "" : "；"}${phrase}` : phrase;
}

/** What the finding may breach, who decides, and what it may cost. @param {Context} context @param {Visit} visit @param {Place} place @param {Finding | undefined} finding @param {string} id @param {boolean} sealed */
function actList(context, visit, place, finding, id, sealed) {
  const rulebook = context.app.bookOf(visit.id);
  const chosen = finding?.acts ?? place.item.acts;
  const codes = [...new Set([...place.item.acts, ...chosen])].filter((code) => rulebook?.acts[code]);
  if (!rulebook || !codes.length) return nothing;
  const toggle = (/** @type {string} */ code) => {
    const acts = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
    const text = context.app.words.get(draftOf(id))?.text ?? finding?.text ?? "";
    void recordFinding(context, visit, place, { ...finding, id, text, acts });
  };
  return html`<details class="acts">
    <summary>${t("可能违反 {count} 条规定", { count: chosen.length })}</summary>
    ${codes.map((code) => {
      return html`<label class="check" data-act=${code}><input type="checkbox" .checked=${live(chosen.includes(code))} ?disabled=${sealed} @change=${() => toggle(code)} />
        <span>${say((knownOn(rulebook, code, today()) ?? rulebook.acts[code]).title)}${consequenceLines(context.app, code, rulebook)}</span></label>`;
    })}
  </details>`;
}
