/** Which browsers are fit for an officer's work, by what real ones call themselves and by what they lack. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inAppBrowser, missingParts } from "../../static/app/device/storage.js";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";

for (const [agent, app] of [
  [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x1800312d) NetType/WIFI Language/zh_CN`, "wechat"],
  [`${ANDROID} Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240501 MMWEBID/2307 MicroMessenger/8.0.50.2701(0x28003252) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`, "wechat"],
  [`${IPHONE} Mobile/15E148 wxwork/4.1.28 MicroMessenger/7.0.1 Language/zh ColorScheme/Light`, "wecom"],
  [`${ANDROID} Chrome/109.0.5414.118 Mobile Safari/537.36 MicroMessenger/7.0.1 wxwork/4.1.22 NetType/WIFI Language/zh`, "wecom"],
  [`${IPHONE} Mobile/15E148 AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/39843211 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`, "dingtalk"],
  [`${ANDROID} Chrome/100.0.4896.58 UWS/5.12.6.0 Mobile Safari/537.36 AliApp(TaurusApp/2.9.0) language/zh-CN`, "dingtalk"],
  [`${IPHONE} Mobile/15E148 Safari/604.1 Lark/7.20.8 LarkLocale/zh_CN ChannelName/Feishu`, "feishu"],
  [`${ANDROID} Chrome/92.0.4515.159 Mobile Safari/537.36 Lark/7.19.5 LarkLocale/zh_CN ChannelName/Feishu`, "feishu"],
  [`${IPHONE} Mobile/15E148 QQ/9.0.56.603 V1_IPH_SQ_9.0.56_1_APP_A Pixel/1170 SimpleUISwitch/0 NetType/WIFI`, "qq"],
  [`${ANDROID} Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046811 Mobile Safari/537.36 V1_AND_SQ_9.0.65_6698_YYB_D QQ/9.0.65.17370 NetType/WIFI`, "qq"],
  [`${IPHONE} Mobile/15E148 NebulaSDK/1.8.100112 Nebula PSDType(1) AlipayDefined(nt:WIFI) AliApp(AP/10.5.96.6000) AlipayClient/10.5.96.6000 Language/zh-Hans`, "alipay"],
  [`${IPHONE} Mobile/15E148 Safari/602.1 baiduboxapp/13.62.0.10 (Baidu; P2 17.5)`, "baidu"],
  [`${IPHONE} Mobile/15E148 Weibo (iPhone13,2__weibo__14.6.1__iphone__os17.5)`, "weibo"],
  [`${ANDROID} Chrome/75.0.3770.156 Mobile Safari/537.36 aweme_230400 JsSdk/1.0 NetType/WIFI`, "douyin"],
  [`${ANDROID} Chrome/125.0.0.0 Mobile Safari/537.36 SomeOtherApp/1.0`, "app"],
  [`${IPHONE} Mobile/15E148`, "app"],
]) {
  test(`inside ${app}: ${agent.slice(agent.indexOf("Gecko)") + 7)}`, () => assert.equal(inAppBrowser(agent), app));
}

for (const agent of [
  `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
  `${IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`,
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2201123C Build/TKQ1.220807.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0.5414.118 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.3.60520",
  "Mozilla/5.0 (Linux; U; Android 13; zh-cn; V2171A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0.5414.86 MQQBrowser/14.9 Mobile Safari/537.36 COVC/046915",
  "Mozilla/5.0 (Linux; Android 14; SM-S9210) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
]) {
  test(`a browser of its own: ${agent.slice(13, 60)}… ${agent.split(" ").at(-1)}`, () => assert.equal(inAppBrowser(agent), null));
}

test("an app on an iPhone's home screen leaves Safari's name out, and is no other app's browser", () => {
  assert.equal(inAppBrowser(`${IPHONE} Mobile/15E148`, true), null);
  assert.equal(inAppBrowser(`${IPHONE} Mobile/15E148 MicroMessenger/8.0.49`, true), "wechat");
});

const whole = () => ({ isSecureContext: true, indexedDB: {}, crypto: { subtle: {}, randomUUID: () => "" }, navigator: { serviceWorker: {} } });

for (const [what, less, missing] of [
  ["that has everything", {}, []],
  ["that knows not whether it is secure", { isSecureContext: undefined }, []],
  ["at an address without https", { isSecureContext: false, crypto: { randomUUID: undefined }, navigator: {} }, ["https", "crypto", "serviceWorker"]],
  ["without a database (private window)", { indexedDB: null }, ["indexedDB"]],
  ["without service workers (Lockdown Mode, Firefox's private window)", { navigator: {} }, ["serviceWorker"]],
  ["that is too old to make identifiers", { crypto: { subtle: {} } }, ["crypto"]],
]) {
  test(`what is missing in a browser ${what}`, () => assert.deepEqual(missingParts({ ...whole(), ...less }), missing));
}
