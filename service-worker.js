// Keeps the phone app's own files so that it opens with no network. It never touches data, never answers /api, and a
// new version waits until the officer agrees. A classic script, for older phones.
importScripts("/precache.js");

/* global PRECACHE */
const CACHE = `phone ${PRECACHE.version}`;
const MANY = 40;

self.addEventListener("install", (event) => event.waitUntil(install(event)));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data === "keep the rest") event.waitUntil(keepRest());
});
self.addEventListener("fetch", (event) => {
  const answer = route(event.request);
  if (answer) event.respondWith(answer());
});

/** Which requests the worker answers, and how. Anything not named here goes to the network untouched. */
function route(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (request.mode === "navigate" && (pathname === "/phone" || pathname.startsWith("/phone/"))) return () => kept("/phone");
  if (pathname in PRECACHE.files || pathname in PRECACHE.later) return () => kept(pathname);
  return null;
}

/** From our own cache; from the network only if the browser has thrown it away. */
async function kept(path) {
  return (await caches.match(path, { cacheName: CACHE })) ?? fetch(path); // opening it here would make it anew, after it was dropped
}

/** All files or none, each checked against its hash, so that two versions never mix. */
async function install(event) {
  const cache = await caches.open(CACHE);
  await cache.put(PRECACHE.shell, await fetched(PRECACHE.shell));
  await keepAll(cache, await missing(cache, Object.keys(PRECACHE.files)));
  if ((await others()).length) await keepRest(); // an update has time: the version in use goes on meanwhile
  await dropOvertaken();
  await answerWithoutWaking(event);
}

/** Copies what has not changed from the version in use, with no network; gives the paths that are still missing. */
async function missing(cache, paths) {
  const [inUse] = await others();
  const kept = await Promise.all(paths.map((path) => isKept(cache, path, inUse)));
  return paths.filter((path, index) => !kept[index]);
}

/** Here already (the worker alone is new, or an installation broke off), or copied. What lies here was checked before it came. */
async function isKept(cache, path, inUse) {
  if (await cache.match(path)) return true;
  const before = inUse && (await caches.match(path, { cacheName: inUse }));
  if (!before || !(await isOurs(before.clone(), path))) return false;
  await cache.put(path, before);
  return true;
}

/** A few files one by one; many in one parcel: on a slow line each request costs more than the bytes of a file. */
async function keepAll(cache, paths) {
  if (paths.length < MANY) return Promise.all(paths.map((path) => keep(cache, path)));
  const unpacked = await unpack(await fetched(PRECACHE.parcel));
  return Promise.all(paths.map((path) => keepIfOurs(cache, path, unpacked.get(path) ?? new Response(null, { status: 404 }))));
}

/** A parcel: four bytes of length, a list of [path, bytes, type] as JSON, then the files one after the other. */
async function unpack(response) {
  const parcel = await response.arrayBuffer();
  const start = 4 + new DataView(parcel).getUint32(0);
  const listed = JSON.parse(new TextDecoder().decode(parcel.slice(4, start)));
  let at = start;
  return new Map(listed.map(([path, size, type]) => [path, new Response(parcel.slice(at, (at += size)), { headers: { "Content-Type": type } })]));
}

/** Large libraries, which a phone can begin without: after the first exchange, each checked too; what fails is tried again. */
async function keepRest() {
  if (!(await caches.has(CACHE))) return; // overtaken
  const cache = await caches.open(CACHE);
  for (const path of await missing(cache, Object.keys(PRECACHE.later))) await keep(cache, path).catch(() => {});
}

/** Caches of other versions, the oldest first. */
async function others() {
  return (await caches.keys()).filter((name) => name.startsWith("phone ") && name !== CACHE);
}

/** A version that waited and never came into use: this one takes its place. The oldest is the one in use. */
async function dropOvertaken() {
  const [, ...waited] = (await caches.keys()).filter((name) => name.startsWith("phone "));
  await Promise.all(waited.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function keep(cache, path) {
  await keepIfOurs(cache, path, await fetched(path));
}

async function keepIfOurs(cache, path, response) {
  if (!(await isOurs(response.clone(), path))) throw new Error(`${path} is of another version`);
  await cache.put(path, response);
}

/** By its hash on the list of this version. */
async function isOurs(response, path) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === (PRECACHE.files[path] ?? PRECACHE.later[path]);
}

async function fetched(path) {
  const response = await fetch(path, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Where the browser can (static routing), it answers our files from the cache before this worker is even awake. */
async function answerWithoutWaking(event) {
  if (!event.addRoutes) return;
  const source = { cacheName: CACHE };
  try {
    const routes = ["/static/*", PRECACHE.shell].map((pathname) => ({ condition: { urlPattern: { pathname }, requestMethod: "get" }, source }));
    await event.addRoutes(routes);
  } catch {
    // older forms of the interface: the fetch listener does the same
  }
}

/** The versions before this one are not needed any more. */
async function activate() {
  await Promise.all((await others()).map((name) => caches.delete(name)));
  await self.clients.claim();
}
