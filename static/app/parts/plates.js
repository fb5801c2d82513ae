/** Scanning a work's plate (标牌): at a visit it is evidence of place, in the finder it opens the work. */

import { plateCode } from "../rules/plates.js";
import { plateMatch, workOfPlate } from "../store/plates.js";
import { t } from "../words/translate.js";

/**
 * @typedef {{ kind: "code", plate: string, plate_match: "own" | "unknown" } | { kind: "typed", reason: string }} PlateFix what `place_fixed` carries
 */

/** Loaded when it is first needed. @param {{ found: (text: string, how: "camera" | "picture" | "typed") => unknown, close: () => void, typed: string }} wanted */
async function openScanner(wanted) {
  const { scanner } = await import("./scanner.js");
  scanner(wanted);
}

const notAPlate = () => t("这不是工程标牌的二维码，请扫工程出入口的标牌。");

/**
 * A plate of another work is refused with a sentence; one that this phone does not know is kept, for the server knows all.
 * What was typed proves nobody's presence: it is kept as words.
 * @param {import("../app.js").App} app @param {import("../types.js").Work} work @param {(fix: PlateFix) => unknown} keep
 */
export const scanPlateOf = (app, work, keep) =>
  openScanner({
    typed: t("标牌上的编码或文字（没有扫码，只作说明）"),
    close: app.update,
    found: async (text, how) => {
      if (how === "typed") return void (await keep({ kind: "typed", reason: t("标牌编码：{code}", { code: text }) }));
      const code = plateCode(text);
      if (!code) return notAPlate();
      const { match, row } = await plateMatch(app.database, code, work);
      if (match === "other") return t("这是“{name}”（{number}）的标牌，不是本工程的，没有记下。请核对是否走错了地方，再扫本工程的标牌。", { name: row?.name ?? "", number: row?.number ?? "" });
      await keep({ kind: "code", plate: code, plate_match: match });
    },
  });

/**
 * The work whose plate it is; typed words go into the search.
 * @param {import("../app.js").App} app @param {{ open: (workId: string) => void, search: (words: string) => void }} then
 */
export const scanToFind = (app, { open, search }) =>
  openScanner({
    typed: t("工程编号、名称或标牌编码"),
    close: app.update,
    found: async (text, how) => {
      const code = plateCode(text);
      if (!code) return how === "typed" ? void search(text) : notAPlate();
      const row = await workOfPlate(app.database, code);
      if (!row) return t("手机里查不到这块标牌：可能已经换发，或还没有同步到手机。请联网同步后再扫，或按名称查找。");
      open(row.id);
    },
  });
