/** The next pre-numbered form of this phone: never one that its own journal has used or voided. */

import { nextNumber } from "../rules/numbers.js";

/**
 * @param {import("../app.js").App} app @param {"on_the_spot_decision" | "correction_order"} kind @param {string} on day
 */
export async function nextForm(app, kind, on) {
  const taken = await takenForms(app);
  const ours = [...app.picture.blocks.values()].filter((block) => block.device_id === app.identity.deviceId);
  return nextNumber(ours, kind, on, (block, serial) => taken.has(`${block.id}/${serial}`));
}

/** @param {import("../app.js").App} app @returns {Promise<Set<string>>} */
async function takenForms(app) {
  const uses = await app.journal.ofTypes(["decision_made", "order_made", "form_voided"]);
  return new Set(uses.map((event) => `${event.data.block_id}/${event.data.serial}`));
}
