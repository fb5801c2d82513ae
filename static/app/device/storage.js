/** What this browser can keep, and whether it is one that can be trusted with an officer's work. */

/**
 * Apps with a browser inside, by what they write into its name: such browsers throw storage away or bar the camera. The
 * first that fits counts: WeCom calls itself WeChat as well.
 * @type {Array<[string, RegExp]>}
 */
const APPS = [
  ["wecom", /wxwork/i],
  ["wechat", /MicroMessenger/i],
  ["dingtalk", /DingTalk|TaurusApp/i],
  ["feishu", /Feishu|Lark\//i],
  ["alipay", /AlipayClient/i],
  ["qq", /\b(QQ|TIM)\//],
  ["weibo", /Weibo/i],
  ["baidu", /baiduboxapp/i],
  ["douyin", /aweme|BytedanceWebview/i],
  ["toutiao", /NewsArticle/i],
  ["xiaohongshu", /xhsdiscover|discover\/[\d.]+ /i],
  ["app", /; wv\)/],
];

/**
 * @param {string} agent @param {boolean} [isInstalled] opened from the home screen, where iPhones leave Safari's name out
 * @returns {string | null} which app this browser is inside of; "app" = one that does not give its name
 */
export function inAppBrowser(agent, isInstalled = false) {
  const [name] = APPS.find(([, sign]) => sign.test(agent)) ?? [null];
  if (name) return name;
  const isBareWebView = /\((iPhone|iPad|iPod)/.test(agent) && !/Safari\//.test(agent);
  return isBareWebView && !isInstalled ? "app" : null;
}

/** Opened from the home screen, as an app of its own. */
export const isInstalled = () => matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true;

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

/** Everything the app stands on. @param {any} [browser] @returns {string[]} names of what is missing */
export function missingParts(browser = globalThis) {
  const parts = {
    https: browser.isSecureContext !== false,
    indexedDB: Boolean(browser.indexedDB),
    crypto: Boolean(browser.crypto?.subtle && browser.crypto.randomUUID),
    serviceWorker: "serviceWorker" in browser.navigator,
  };
  return Object.entries(parts).flatMap(([name, isThere]) => (isThere ? [] : [name]));
}
