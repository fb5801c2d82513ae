/** Which version of the app this is, and in which browser it runs. */

/** The worker names its cache by the version of the files in it; two names = a new one waits. "" = no worker has kept any. */
export async function appVersion() {
  const names = typeof caches === "undefined" ? [] : await caches.keys().catch(() => []);
  return names
    .filter((name) => name.startsWith("phone "))
    .map((name) => name.slice("phone ".length))
    .join(" ");
}

export const agent = () => navigator.userAgent ?? "";
