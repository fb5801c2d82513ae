/**
 * Statutes on the phone: places by their names and back, the very words at a place, which version counts today, and what is
 * found. The twin of `rules/statute_*.py`; both run `tests/golden/citations.json`. (Long: one subject, with its twin's parts.)
 *
 * @typedef {{ article: number, inserted: number, paragraph: number | null, item: number | null, subitem: number | null }} Position
 * @typedef {{ text: string, subitems: string[] }} Item
 * @typedef {{ text: string, items: Item[] }} Paragraph
 * @typedef {{ number: number, inserted: number, headings: string[], paragraphs: Paragraph[] }} Article
 * @typedef {{ number: number, in_force_on: string, history: string[], articles: Article[] }} Version
 * @typedef {{ id: string, title: string, law: string | null, names?: string[], edition: string, versions: Version[] }} Statute
 * @typedef {{ position: Position, text: string }} Passage
 */

const DIGITS = "零一二三四五六七八九";
const UNITS = /** @type {Record<string, number>} */ ({ 十: 10, 百: 100, 千: 1000 });
const MOST = 9999;
const SHORTEST_NAME = 3;
const N = "(?:[零〇一二两三四五六七八九十百千]+|[0-9]+)";
const PLACE = new RegExp(`^第?(${N})条(?:之(${N}))?(?:第?(${N})款)?(?:第?[（(]?(${N})[)）]?项)?(?:第?(${N})目)?$`);

/** 49 -> 四十九. @param {number} number */
export function numeral(number) {
  let text = "";
  let gap = false;
  for (const [unit, value] of /** @type {Array<[string, number]>} */ ([["千", 1000], ["百", 100], ["十", 10], ["", 1]])) {
    const digit = Math.floor(number / value) % 10;
    if (digit) text += (gap && text ? "零" : "") + DIGITS[digit] + unit;
    gap = !digit;
  }
  return text.startsWith("一十") ? text.slice(1) : text;
}

/** @param {string} text @returns {number | null} */
export function numberIn(text) {
  if (/^\d+$/.test(text)) return text.length <= 4 && Number(text) ? Number(text) : null;
  let total = 0;
  let last = MOST + 1;
  /** @type {number | null} */
  let digit = null;
  for (const sign of text) {
    const unit = UNITS[sign];
    const value = sign === "〇" ? 0 : sign === "两" ? 2 : DIGITS.indexOf(sign);
    if (unit === undefined) {
      if (value < 0 || digit) return null;
      digit = value;
    } else {
      if (unit >= last || digit === 0) return null;
      total += (digit ?? 1) * unit;
      digit = null;
      last = unit;
    }
  }
  return total + (digit ?? 0) || null;
}

/** 第四十九条第一款第（三）项, whole and nothing else. @param {string} text @returns {Position | null} */
export function positionIn(text) {
  const found = PLACE.exec(text.normalize("NFKC").replace(/\s/g, ""));
  if (!found) return null;
  const numbers = found.slice(1).map((part) => (part === undefined ? null : numberIn(part)));
  if (found.slice(1).some((part, index) => part !== undefined && numbers[index] === null)) return null;
  const [article, inserted, paragraph, item, subitem] = numbers;
  return { article: article ?? 0, inserted: inserted ?? 0, paragraph, item, subitem };
}

/** 第四十九条第一款第三项. @param {Position} position */
export function wordsOf({ article, inserted, paragraph, item, subitem }) {
  const part = (/** @type {number | null} */ number, /** @type {string} */ unit) => (number ? `第${numeral(number)}${unit}` : "");
  return `第${numeral(article)}条${inserted ? `之${numeral(inserted)}` : ""}${part(paragraph, "款")}${part(item, "项")}${part(subitem, "目")}`;
}

/** @param {Article} article @returns {Position} */
export const placeOf = ({ number, inserted }) => ({ article: number, inserted, paragraph: null, item: null, subitem: null });

/** @param {Article[]} articles @param {Position} position */
export const articleAt = (articles, position) => articles.find((one) => one.number === position.article && one.inserted === position.inserted) ?? null;

/** @param {Item} item @param {number} number */
const itemText = (item, number) => [`（${numeral(number)}）${item.text}`, ...item.subitems.map((text, index) => `${index + 1}．${text}`)].join("\n");

/** @param {Paragraph} paragraph */
const paragraphText = ({ text, items }) => [text, ...items.map((item, index) => itemText(item, index + 1))].join("\n").trim();

/** @param {Article} article */
export const articleText = ({ paragraphs }) => paragraphs.map(paragraphText).join("\n");

/** The place as one cites it; null when the article has none such. @param {Article} article @param {Position} position @returns {Position | null} */
export function official({ paragraphs }, position) {
  const withItems = paragraphs.flatMap((one, index) => (one.items.length ? [index + 1] : []));
  const number = position.paragraph ?? (position.item === null ? null : withItems.length === 1 ? withItems[0] : 0);
  if (number === null) return position.subitem === null ? position : null;
  const paragraph = paragraphs[number - 1];
  if (!paragraph || (position.item === null && position.subitem !== null)) return null;
  const item = position.item === null ? null : paragraph.items[position.item - 1];
  if (item === undefined || (position.subitem !== null && position.subitem > (item?.subitems.length ?? 0))) return null;
  return { ...position, paragraph: paragraphs.length > 1 ? number : null };
}

/** The very words at a place. @param {Article[]} articles @param {Position} position @returns {Passage | null} */
export function passageAt(articles, position) {
  const article = articleAt(articles, position);
  const found = article && official(article, position);
  if (!article || !found) return null;
  if (found.item === null && found.paragraph === null) return { position: found, text: articleText(article) };
  const paragraph = article.paragraphs[(found.paragraph ?? 1) - 1];
  if (found.item === null) return { position: found, text: paragraphText(paragraph) };
  const item = paragraph.items[found.item - 1];
  return { position: found, text: found.subitem === null ? itemText(item, found.item) : `${found.subitem}．${item.subitems[found.subitem - 1]}` };
}

/** Each paragraph and item for itself, under its official name. @param {Article} article @returns {Passage[]} */
export function passagesOf(article) {
  return article.paragraphs.flatMap((paragraph, index) => {
    const position = { ...placeOf(article), paragraph: article.paragraphs.length > 1 ? index + 1 : null };
    const items = paragraph.items.map((item, count) => ({ position: { ...position, item: count + 1 }, text: itemText(item, count + 1) }));
    return [{ position, text: paragraph.text }, ...items];
  });
}

/** The version in force on a day; before the first one that one. @param {Statute} statute @param {string} day @returns {Version} */
export function versionOn({ versions }, day) {
  const ordered = [...versions].sort((a, b) => (a.in_force_on === b.in_force_on ? a.number - b.number : a.in_force_on < b.in_force_on ? -1 : 1));
  return ordered.filter((one) => one.in_force_on <= day).at(-1) ?? ordered[0];
}

/** As texts are compared. @param {string} text */
export const sought = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

/** By its code, its id, its title, what it is called for short, or the end of its title. @param {Statute[]} statutes @param {string} name */
export function named(statutes, name) {
  const meant = statutes.filter((one) => [one.law, one.id, one.title, `中华人民共和国${name}` === one.title && name, ...(one.names ?? [])].includes(name));
  return meant.length ? meant : statutes.filter((one) => name && one.title.endsWith(name));
}

/** @typedef {{ statute: Statute, article: Article, passages: Passage[], times: number }} Hit */

/**
 * A place by its name leads straight there; words must all occur, and who says them most often comes first.
 * @param {Statute[]} statutes @param {string} query @param {string} day @returns {Hit[]}
 */
export function search(statutes, query, day) {
  const cited = /^《?([^《》第0-9]*)》?\s*((?:第|[0-9]).*条.*)$/.exec(query.normalize("NFKC").trim());
  const position = cited && positionIn(cited[2]);
  if (cited && position) return (cited[1].trim() ? named(statutes, cited[1].trim()) : statutes).flatMap((statute) => hitAt(statute, position, day));
  const { words, among } = wantedIn(statutes, query);
  if (!words.length) return [];
  const hits = among.flatMap((statute) => versionOn(statute, day).articles.flatMap((article) => hitOf(statute, article, words)));
  return hits.sort((a, b) => b.times - a.times);
}

/** 处罚法 听证 = the word in that statute. @param {Statute[]} statutes @param {string} query */
export function wantedIn(statutes, query) {
  const parts = [...new Set(query.normalize("NFKC").trim().split(/\s+/).filter(Boolean))];
  const meant = parts.length > 1 ? parts.filter((part) => part.length >= SHORTEST_NAME && named(statutes, part).length === 1) : [];
  const among = meant.length ? [...new Set(meant.flatMap((part) => named(statutes, part)))] : statutes;
  return { words: parts.filter((part) => !meant.includes(part)).map(sought), among };
}

/** @param {Statute} statute @param {Position} position @param {string} day @returns {Hit[]} */
function hitAt(statute, position, day) {
  const { articles } = versionOn(statute, day);
  const passage = passageAt(articles, position);
  const article = articleAt(articles, position);
  return passage && article ? [{ statute, article, passages: [passage], times: 1 }] : [];
}

/** @param {Statute} statute @param {Article} article @param {string[]} words @returns {Hit[]} */
function hitOf(statute, article, words) {
  const text = sought(articleText(article));
  const times = words.map((word) => text.split(word).length - 1);
  if (times.includes(0)) return [];
  const passages = passagesOf(article).filter((one) => words.some((word) => sought(one.text).includes(word)));
  return [{ statute, article, passages, times: times.reduce((sum, one) => sum + one, 0) }];
}
