import assert from "node:assert/strict";
import test from "node:test";
import { newKey, sign } from "../../static/app/device/key.js";
import { trustIn } from "../../static/app/parts/vouched.js";
import { invitationIn, invitationTo, isOver, MOST_CHARS, VALID_MS, workOf } from "../../static/app/rules/invitations.js";
import { project } from "../../static/app/rules/projection.js";

const AT = "2026-11-29T09:00:00.000+08:00";
const WORK = /** @type {any} */ ({
  id: "w", number: "SJ-0001", name: "演示一号地下车库", street: "方松街道", address: "演示路1号", status: "in_use", notes: "内部备注",
  parties: [{ name: "某公司" }], entrances: [1, 2, 3, 4].map((n) => ({ name: `${n}号口`, longitude: 121.2, latitude: 31, radius_m: 100 })),
});
const VISIT = /** @type {any} */ ({ id: "v", kind: "joint", reason: "有人举报", checklists: [{ code: "short", number: 1 }] });
const ME = /** @type {any} */ ({ id: "jia", name: "检查员甲", agency: "区民防办" });

async function shown() {
  const { privateKey } = await newKey();
  return sign(privateKey, invitationTo(VISIT, WORK, ME, { device: "d", at: AT }));
}

test("an invitation tells where and with whom, and nothing internal", async () => {
  const text = await shown();
  const found = /** @type {any} */ (invitationIn(text));
  assert.deepEqual([found.visit, found.lead.name, found.work.entrances.length], ["v", "检查员甲", 3]);
  for (const secret of ["内部备注", "有人举报", "某公司"]) assert.ok(!JSON.stringify(found).includes(secret));
  assert.ok(text.length < 1_600, `${text.length} characters are too many for a camera`);
});

test("what is no invitation is not taken for one", async () => {
  const text = await shown();
  for (const other of ["", "a.b.c", "https://office.example/report/abc", text.split(".")[0], text + "x".repeat(MOST_CHARS)]) assert.equal(invitationIn(other), null);
});

test("it is good for twelve hours", async () => {
  const invitation = /** @type {any} */ (invitationIn(await shown()));
  const end = Date.parse(AT) + VALID_MS;
  assert.deepEqual([isOver(invitation, end), isOver(invitation, end + 1)], [false, true]);
});

test("whoever joins sees the visit and the work at once, with no word from the server", async () => {
  const invitation = await shown();
  const events = [
    { id: "1", type: "visit_joined", subject: "v", by: "fire", at: AT, data: { invitation, checklists: [{ code: "fire-part", number: 2 }] } },
    { id: "2", type: "answer_given", subject: "v", by: "fire", at: AT, data: { checklist: "fire-part", item: "a", value: "met" } },
  ];
  const visit = /** @type {any} */ (project(null, events));
  assert.deepEqual(visit.officers.map((/** @type {any} */ one) => [one.officer_id, one.joined_at]), [["jia", AT], ["fire", AT]]);
  assert.deepEqual(visit.checklists, [{ code: "short", number: 1 }, { code: "fire-part", number: 2 }]);
  assert.equal(visit.answers["fire-part/a"].value, "met");
  assert.equal(workOf(/** @type {any} */ (invitationIn(invitation))).address, "演示路1号");
});

test("an invitation to another visit begins none", async () => {
  assert.equal(project(null, [{ id: "1", type: "visit_joined", subject: "other", by: "fire", at: AT, data: { invitation: await shown() } }]), null);
});

const book = (/** @type {any} */ jwk) => /** @type {any} */ ({ picture: { colleagues: new Map([["lead", { keys: [{ device: "phone-1", jwk }] }]]) } });
const by = { officer: "lead", device: "phone-1" };

test("an invitation is checked with no signal where the lead's key is known", async () => {
  const { privateKey, jwk } = await newKey();
  const token = await sign(privateKey, { purpose: "join_visit", visit: "v" });
  assert.equal(await trustIn(book(jwk), token, by), "genuine");
});

test("one that was changed on its way, or that another key signed, is seen through", async () => {
  const [mine, other] = [await newKey(), await newKey()];
  const [header, , signature] = (await sign(mine.privateKey, { visit: "v" })).split(".");
  const changed = [header, Buffer.from(JSON.stringify({ visit: "w" })).toString("base64url"), signature].join(".");
  for (const token of [changed, await sign(other.privateKey, { visit: "v" }), "no.token.here", "nothing", `e30.e30.${signature}`]) {
    assert.equal(await trustIn(book(mine.jwk), token, by), "forged", token);
  }
});

test("of a phone whose key is not known nothing is claimed", async () => {
  const { privateKey, jwk } = await newKey();
  const token = await sign(privateKey, { visit: "v" });
  assert.equal(await trustIn(book(jwk), token, { ...by, device: "phone-2" }), "unknown");
  for (const colleagues of [new Map(), new Map([["lead", {}]])]) { // the second was told by a server of before
    assert.equal(await trustIn(/** @type {any} */ ({ picture: { colleagues } }), token, by), "unknown");
  }
});
