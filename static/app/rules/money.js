/** Amounts as legal documents write them: the phone's twin of rules/money.py. */

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];

/** 3000 -> 叁仟元整. @param {number} yuan whole, from 0 up to 999,999,999,999 */
export function yuanInCapitals(yuan) {
  if (!Number.isInteger(yuan) || yuan < 0 || yuan >= 1e12) throw new RangeError(String(yuan));
  if (yuan === 0) return "零元整";
  let words = "";
  let pendingZero = false;
  for (let group = 0, rest = yuan; rest > 0; group += 1, rest = Math.floor(rest / 10_000)) {
    const part = rest % 10_000;
    if (part > 0) {
      words = fourDigits(part) + GROUPS[group] + (pendingZero && words ? "零" : "") + words;
      pendingZero = part < 1_000;
    } else {
      pendingZero = words !== "";
    }
  }
  return `${words}元整`;
}

/** @param {number} part 1 to 9999 */
function fourDigits(part) {
  let text = "";
  let zero = false;
  for (const place of [3, 2, 1, 0]) {
    const digit = Math.floor(part / 10 ** place) % 10;
    if (digit) text += (zero && text ? "零" : "") + DIGITS[digit] + PLACES[place];
    zero = digit === 0;
  }
  return text;
}
