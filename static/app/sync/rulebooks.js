/** Which editions of the rulebook lie on the phone: the newest, and those that a visit under way began with. */

/**
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {{
 *   rulebook: Rulebook | null, olderBooks: Rulebook[], picture: { visits(): Array<Pick<import("../types.js").Visit, "rulebook" | "finished_at">> },
 *   database: { keepFacts(facts: Record<string, unknown>): Promise<unknown> },
 * }} Holder
 * @typedef {(path: string) => Promise<any>} Get
 */

/** @param {Holder} app @param {number} number of the edition in force @param {Get} get */
export async function fetchRulebook(app, number, get) {
  if (!number || app.rulebook?.number === number) return;
  const fresh = await get("/api/rulebook");
  await keep(app, fresh, [...app.olderBooks, ...(app.rulebook ? [app.rulebook] : [])]);
}

/** Editions of visits under way that came from another phone, or that went with this one's database. @param {Holder} app @param {Get} get */
export async function fetchOlderRulebooks(app, get) {
  const held = [app.rulebook, ...app.olderBooks].map((book) => book?.number);
  for (const number of [...inUse(app)].filter((one) => !held.includes(one))) {
    const book = await get(`/api/rulebook?number=${number}`);
    if (app.rulebook) await keep(app, app.rulebook, [...app.olderBooks, book]);
  }
}

/** @param {Holder} app @param {Rulebook} newest @param {Rulebook[]} held */
async function keep(app, newest, held) {
  const numbers = inUse(app);
  const older = held.filter((book) => book.number !== newest.number && numbers.has(book.number));
  await app.database.keepFacts({ rulebook: newest, older_rulebooks: older });
  Object.assign(app, { rulebook: newest, olderBooks: older });
}

/** A visit keeps the edition that it began with until it has ended. @param {Holder} app @returns {Set<number>} */
const inUse = (app) => new Set(app.picture.visits().flatMap((visit) => (visit.rulebook && !visit.finished_at ? [visit.rulebook] : [])));
