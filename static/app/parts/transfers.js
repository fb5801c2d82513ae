/** Findings handed over to the department with the power (移送): what the officer sees of it, and the way there. */

import { html, nothing } from "lit-html";
import { openFindings, transferOf } from "../rules/visits.js";
import { t } from "../words/translate.js";
import { ownFindings } from "./departments.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Finding} Finding
 * @typedef {{ id: string, name: string, kind: string }} Department
 */

const TAKES_OVER = ["fire", "work_safety"];

/** Departments that take a finding over, as far as this phone knows their people. @param {import("../app.js").App} app @returns {Department[]} */
export function departments({ picture }) {
  const found = [...picture.colleagues.values()].flatMap(({ agency_id, agency, agency_kind }) =>
    agency_id && TAKES_OVER.includes(agency_kind) ? [{ id: agency_id, name: agency, kind: agency_kind }] : [],
  );
  return [...new Map(found.map((one) => [one.id, one])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Findings that may lead to our own order or penalty: our own part's, and not another department's by now. @param {Context} context @param {Visit} visit */
export const findingsToActOn = (context, visit) => ownFindings(context, visit).filter((one) => !transferOf(visit, one.id));

/** To whom a finding went, or the way to hand it over. @param {Context} context @param {Visit} visit @param {string} id @param {boolean} sealed */
export function transferLine({ app }, visit, id, sealed) {
  const transfer = transferOf(visit, id);
  if (transfer) return html`<p class="notice" data-handed-over=${id}>${t("已移送")} <span lang="zh-CN">${transfer.to}</span></p>`;
  const isOpen = !sealed && app.me.agency_kind === "district" && openFindings(visit).some((one) => one.id === id && one.text.trim());
  return isOpen ? html`<p><a class="link soft" data-transfer=${id} href="/phone/visits/${visit.id}/findings/${id}/transfer">${t("不归我们管？移送有权部门")}</a></p>` : nothing;
}
