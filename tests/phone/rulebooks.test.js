/** Editions of the rulebook on the phone: the newest for what begins, the earlier one for whoever began with it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchOlderRulebooks, fetchRulebook } from "../../static/app/sync/rulebooks.js";

const holder = (visits, rulebook = { number: 1 }) => {
  const app = { rulebook, olderBooks: [], kept: {}, picture: { visits: () => visits } };
  app.database = { keepFacts: async (facts) => Object.assign(app.kept, facts) };
  return app;
};
const server = (asked, newest = 2) => async (path) => {
  asked.push(path);
  return { number: Number(path.split("number=")[1] ?? newest) };
};

test("the edition of a visit under way stays beside the newest, on disk too", async () => {
  const app = holder([{ rulebook: 1, finished_at: null }]);
  await fetchRulebook(app, 2, server([]));
  assert.deepEqual([app.rulebook.number, app.olderBooks.map((book) => book.number)], [2, [1]]);
  assert.deepEqual(app.kept, { rulebook: { number: 2 }, older_rulebooks: [{ number: 1 }] });
});

test("an edition that nobody goes by any more is dropped", async () => {
  const visits = [{ rulebook: 1, finished_at: null }];
  const app = holder(visits);
  await fetchRulebook(app, 2, server([]));
  visits[0].finished_at = "2026-11-23T10:00:00+08:00";
  await fetchRulebook(app, 3, server([], 3));
  assert.deepEqual([app.rulebook.number, app.olderBooks], [3, []]);
});

test("the newest is not asked for again, nor an edition that is here", async () => {
  const asked = [];
  const app = holder([{ rulebook: 1, finished_at: null }]);
  await fetchRulebook(app, 1, server(asked));
  await fetchOlderRulebooks(app, server(asked));
  assert.deepEqual(asked, []);
});

test("the edition of a visit that another phone began is fetched", async () => {
  const asked = [];
  const app = holder([{ rulebook: 1, finished_at: null }, { rulebook: 0, finished_at: null }], { number: 3 });
  await fetchOlderRulebooks(app, server(asked));
  assert.deepEqual(asked, ["/api/rulebook?number=1"]);
  assert.deepEqual([app.rulebook.number, app.olderBooks.map((book) => book.number)], [3, [1]]);
});
