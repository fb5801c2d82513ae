/** What this browser can keep, and whether it is one that can be trusted with an officer's work. */

/** In-app browsers throw storage away or bar the camera. @param {string} agent @returns {string | null} its name */
export function inAppBrowser(agent) {
  const known = /MicroMessenger|DingTalk|AlipayClient|QQ\/|Weibo|Lark|Feishu|wxwork/i.exec(agent);
  return known ? known[0] : null;
}

/** @returns {Promise<boolean>} will the browser keep our data even when space is short? */
export async function askToPersist() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** @returns {Promise<{ used: number, free: number } | null>} bytes, as far as the browser tells */
export async function space() {
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  if (!estimate?.quota) return null;
  const used = estimate.usage ?? 0;
  return { used, free: Math.max(0, estimate.quota - used) };
}

/** Everything the app stands on. @returns {string[]} names of what is missing */
export function missingParts() {
  const parts = {
    indexedDB: typeof indexedDB !== "undefined" && indexedDB !== null,
    crypto: typeof crypto !== "undefined" && crypto.subtle !== undefined,
    serviceWorker: "serviceWorker" in navigator,
    modules: "randomUUID" in crypto,
  };
  return Object.entries(parts).flatMap(([name, isThere]) => (isThere ? [] : [name]));
}
