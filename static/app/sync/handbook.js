/** Bringing the handbook up to date: each statute whose edition is another one is fetched once, and the office's own part. */

import { allKept } from "../store/confirmed.js";
import { dropParts, editionsHere, keepOffice, keepStatute } from "../store/handbook.js";
import { Refusal } from "./calls.js";

/**
 * Raises `NoAnswer` when the line breaks; what came until then is kept. What the server refuses is left for its next edition.
 * @param {import("../store/database.js").Database} database @param {(path: string) => Promise<any>} get
 */
export async function fetchHandbook(database, get) {
  const [statutes, offices, here] = await Promise.all([allKept(database, "statute"), allKept(database, "handbook"), editionsHere(database)]);
  const told = new Set([...statutes, ...offices].map((row) => row.id));
  const gone = [...here.keys()].filter((id) => !told.has(id));
  if (gone.length) await dropParts(database, gone);
  for (const { id, value } of statutes.filter((row) => here.get(row.id) !== row.value.edition)) {
    const text = await unlessRefused(get(`/api/statutes/${id}`));
    if (text) await keepStatute(database, id, value.edition, text);
  }
  for (const { id, value } of offices.filter((row) => here.get(row.id) !== row.value.edition)) {
    const office = await unlessRefused(get("/api/handbook"));
    if (office) await keepOffice(database, id, value.edition, { notes: office.notes, cases: office.cases, answers: office.answers ?? [] });
  }
}

/** @param {Promise<any>} answer @returns {Promise<any>} null = refused */
const unlessRefused = (answer) =>
  answer.catch((error) => {
    if (error instanceof Refusal && error.status !== 401) return null;
    throw error;
  });
