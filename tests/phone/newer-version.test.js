// When a newer version is offered, and when the page begins anew with it: never because of the first worker of all.
import assert from "node:assert/strict";
import { test } from "node:test";

/** A page with its registration, whose browser does what the test says, in the order in which it says it. */
async function page({ controller = null, waiting = null } = {}) {
  const serviceWorker = Object.assign(new EventTarget(), { controller });
  const registration = Object.assign(new EventTarget(), { waiting, installing: null });
  serviceWorker.register = async () => registration;
  const seen = { offered: [], reloads: 0 };
  Object.defineProperty(globalThis, "navigator", { value: { serviceWorker }, configurable: true });
  globalThis.location = { reload: () => (seen.reloads += 1) };
  globalThis.document = new EventTarget();
  const { startWorker } = await import("../../static/app/device/worker.js");
  await startWorker((worker) => seen.offered.push(worker));
  const install = (worker) => {
    registration.installing = worker;
    registration.dispatchEvent(new Event("updatefound"));
  };
  const installed = (worker) => {
    worker.state = "installed";
    worker.dispatchEvent(new Event("statechange"));
  };
  const take = (worker) => {
    serviceWorker.controller = worker;
    serviceWorker.dispatchEvent(new Event("controllerchange"));
  };
  return { seen, serviceWorker, install, installed, take };
}

const worker = () => new EventTarget();

test("the first worker takes over an open page without beginning it anew", async () => {
  const { seen, install, installed, take } = await page();
  const first = worker();
  install(first);
  installed(first);
  take(first);
  assert.deepEqual(seen, { offered: [], reloads: 0 });
});

test("also when it takes over before the page hears that it was installed", async () => {
  const { seen, serviceWorker, install, installed, take } = await page();
  const first = worker();
  install(first);
  serviceWorker.controller = first;
  installed(first);
  take(first);
  assert.deepEqual(seen, { offered: [], reloads: 0 });
});

test("a newer version is offered, and the page begins anew when it takes over", async () => {
  const { seen, install, installed, take } = await page({ controller: worker() });
  const newer = worker();
  install(newer);
  installed(newer);
  assert.deepEqual(seen, { offered: [newer], reloads: 0 });
  take(newer);
  assert.equal(seen.reloads, 1);
});

test("the second worker of a page that began with none is a newer version", async () => {
  const { seen, install, installed, take } = await page();
  const [first, second] = [worker(), worker()];
  install(first);
  installed(first);
  take(first);
  install(second);
  installed(second);
  take(second);
  assert.deepEqual(seen, { offered: [second], reloads: 1 });
});

test("a worker that is registered anew, after the site's data were deleted, does not begin the page anew", async () => {
  const { seen, take } = await page({ controller: worker() });
  take(worker());
  assert.deepEqual(seen, { offered: [], reloads: 0 });
});

test("a version that waits already when the page opens is offered", async () => {
  const waiting = worker();
  const { seen } = await page({ controller: worker(), waiting });
  assert.deepEqual(seen, { offered: [waiting], reloads: 0 });
});
