/**
 * The handbook on this phone. Statutes are public and lie open as they came; the office's notes and cases are sealed. Fetched
 * by their editions, never with an exchange, and read only by who opens the handbook or a citation.
 */

import { toldByTransaction } from "./database.js";
import { opened } from "./sealing.js";

/**
 * @typedef {import("./database.js").Database} Database
 * @typedef {import("../rules/articles.js").Statute} Statute
 * @typedef {{ id: string, statute_id: string, number: number, inserted: number, text: string, by: string, at: string, in_force_on: string }} Note
 * @typedef {{ id: string, title: string, facts: string, law: string, result: string, lesson: string, acts: string[], articles: string[], published_at: string | null }} TypicalCase
 * @typedef {{ id: string, question_id: string, title: string, text: string, articles: string[], at: string }} OfficeAnswer
 * @typedef {{ notes: Note[], cases: TypicalCase[], answers?: OfficeAnswer[] }} Office
 */

/** @param {Database} database @returns {Promise<Map<string, string>>} edition by id */
export async function editionsHere(database) {
  const rows = await database.run((db) => db.getAll("handbook"));
  return new Map(rows.map((row) => [row.id, row.edition]));
}

/** @param {Database} database @param {string} id @param {string} edition @param {Statute} text */
export const keepStatute = (database, id, edition, text) => put(database, { id, edition, text });

/** @param {Database} database @param {string} id @param {string} edition @param {Office} office */
export const keepOffice = async (database, id, edition, office) => put(database, { id, edition, office: await database.closeValue(office) });

/** @param {Database} database @param {any} row */
const put = (database, row) => database.write(["handbook"], (tx) => void tx.objectStore("handbook").put(row).catch(toldByTransaction));

/** What this officer is not told of any more. @param {Database} database @param {string[]} ids */
export const dropParts = (database, ids) =>
  database.write(["handbook"], (tx) => {
    for (const id of ids) tx.objectStore("handbook").delete(id).catch(toldByTransaction);
  });

/** Everything, in the order of the titles. @param {Database} database @returns {Promise<{ statutes: Statute[], office: Office }>} */
export async function handbook(database) {
  const rows = await database.run((db) => db.getAll("handbook"));
  const statutes = rows.flatMap((row) => (row.text ? [/** @type {Statute} */ (row.text)] : []));
  const sealed = rows.find((row) => row.office);
  const office = sealed ? await opened(database, "handbook", sealed).then((row) => row.office, (error) => (database.cannotOpen(error), null)) : null;
  return { statutes: statutes.sort((a, b) => a.title.localeCompare(b.title, "zh-CN")), office: office ?? { notes: [], cases: [] } };
}
