// What a screen shows, measured in the browser: words with their language, sizes of targets and letters, what is cut off.
globalThis.look = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, label:has(input)";
  const MAIN = ".button--main, .answer, .foot button, .foot a, .tabs a, .step__button, [data-start], [data-make], [data-deliver]";
  const ATTRIBUTES = ["placeholder", "title", "aria-label", "alt", "aria-description", "label"];

  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (element.closest(".unseen, .skip:not(:focus)")) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };

  const named = (element) => {
    const name = element.localName + (element.id ? `#${element.id}` : "") + [...element.classList].map((one) => `.${one}`).join("");
    const words = (element.innerText ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${name} «${words || element.getAttribute("aria-label") || ""}»`;
  };

  function* textNodes(root) {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !parent.closest("script, style, noscript, template, textarea, code, pre")) yield walker.currentNode;
    }
  }

  const languageOf = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";

  /** Every text that a reader meets, with the language that the page says it is in. */
  function words(page = document) {
    const found = [
      { text: page.title, lang: "title", where: "title" },
      { text: page.documentElement.lang, lang: "page", where: "html" },
    ];
    for (const node of textNodes(page.body)) {
      const parent = node.parentElement;
      if (page === document && !parent.closest("option") && !parent.checkVisibility()) continue;
      found.push({ text: node.data.trim().replace(/\s+/g, " "), lang: languageOf(parent), where: parent.localName + (parent.className ? `.${parent.className}` : "") });
    }
    for (const element of page.body.querySelectorAll("*")) {
      for (const name of ATTRIBUTES) {
        const text = element.getAttribute(name);
        if (text) found.push({ text, lang: languageOf(element), where: `${element.localName}[${name}]` });
      }
    }
    return found;
  }

  /** A box inside a label is as large as its label. */
  function smallTargets(least) {
    const controls = [...document.querySelectorAll(CONTROLS)].filter((one) => isSeen(one) && !(one.localName === "input" && one.closest("label")));
    return controls.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return Math.min(width, height) < least - 0.5 ? [`${named(one)} is ${Math.round(width)} × ${Math.round(height)}`] : [];
    });
  }

  function smallLetters(least) {
    const texts = [...textNodes(document.body)].map((node) => node.parentElement).filter((one) => !one.closest("option"));
    const fields = document.querySelectorAll("input, select, textarea");
    const found = [...new Set([...texts, ...fields])].filter(isSeen);
    return found.flatMap((one) => {
      const size = parseFloat(getComputedStyle(one).fontSize);
      return size < least - 0.01 ? [`${named(one)} has ${size} px`] : [];
    });
  }

  /** What makes the page, or a part of it, scroll sideways. */
  function sideways() {
    const width = document.documentElement.clientWidth;
    const isWide = document.documentElement.scrollWidth > width;
    const found = [...document.body.querySelectorAll("*")].filter(isSeen).filter((one) => {
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.localName !== "textarea";
      return (isWide && one.getBoundingClientRect().right > width + 1) || (scrolls && one.scrollWidth > one.clientWidth + 1);
    });
    return found.map((one) => `${named(one)} reaches ${Math.round(one.getBoundingClientRect().right)} of ${width}, ${one.scrollWidth} in ${one.clientWidth}`);
  }

  /** Buttons that do the main thing of a screen and do not stand on it whole. */
  function cutOff() {
    return [...document.querySelectorAll(MAIN)].filter(isSeen).flatMap((one) => {
      const box = one.getBoundingClientRect();
      const isFixed = one.closest(".foot, .tabs");
      const isOut = box.left < -1 || box.right > innerWidth + 1 || (isFixed && (box.bottom > innerHeight + 1 || box.top < 0));
      const isFull = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
      return isOut || isFull ? [`${named(one)} ${isOut ? "is not whole on the screen" : "has more words than room"}`] : [];
    });
  }

  /** Texts of several words in a column of two or three letters. */
  function squeezed() {
    const parts = [...new Set([...textNodes(document.body)].filter((node) => node.data.trim().length > 8).map((node) => node.parentElement))];
    return parts.filter(isSeen).flatMap((one) => {
      const width = one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize);
      return width < 3.5 && !one.closest("select, button, .top__title") ? [`${named(one)} has a column of ${width.toFixed(1)} letters`] : [];
    });
  }

  /** Words of ordinary length that are cut in two at the end of a line. */
  function broken() {
    const range = document.createRange();
    return [...textNodes(document.body)].filter((node) => isSeen(node.parentElement) && !node.parentElement.closest("option, code, .paper__hash")).flatMap((node) =>
      [...node.data.matchAll(/[A-Za-z]{2,13}/g)].flatMap(({ 0: word, index }) => {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        return lines.size > 1 ? [`«${word}» is broken in ${named(node.parentElement)}`] : [];
      }),
    );
  }

  /** How much of the height is left between what always stands at the top and at the bottom. */
  function room() {
    const fixed = [...document.querySelectorAll(".top, .foot, .tabs")].filter(isSeen);
    return 1 - fixed.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight;
  }

  /** Kinds of parts on a page: two pages with the same are alike to a checker of markup. */
  function kinds(page = document) {
    const parts = [...page.body.querySelectorAll("*")].map((one) => {
      const attributes = one.getAttributeNames().filter((name) => !/^(id|href|src|value|for|name|data-.*)$/.test(name));
      return `${one.parentElement.localName}>${one.localName}.${one.className}[${attributes}]${one.getAttribute("type") ?? ""}`;
    });
    return [...new Set(parts)];
  }

  /** A page as the server sends it, without showing it. */
  async function fetched(path) {
    const reply = await fetch(path, { headers: { Accept: "text/html" } });
    const type = reply.headers.get("Content-Type") ?? "";
    if (!reply.ok || !type.startsWith("text/html")) return { status: reply.status, type, words: [], kinds: [], scripts: [] };
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const scripts = [...page.querySelectorAll("script[src]")].map((one) => one.getAttribute("src"));
    return { status: reply.status, type, words: words(page), kinds: kinds(page), scripts };
  }

  /** Each text is told of the first page that says it: most of what pages say they all say. */
  async function allFetched(paths) {
    const found = [];
    for (let start = 0; start < paths.length; start += 4) found.push(...(await Promise.all(paths.slice(start, start + 4).map(fetched))));
    const told = new Set();
    const isNew = (one) => one.lang === "page" || (told.size < told.add(`${one.lang} ${one.where} ${one.text}`).size);
    return found.map((page) => ({ ...page, words: page.words.filter(isNew) }));
  }

  const mainForm = () => [...document.querySelectorAll("main form[method=post]")].sort((a, b) => b.elements.length - a.elements.length)[0];

  /** The largest form of the page with nothing in it. */
  function emptied() {
    const form = mainForm();
    for (const field of form?.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea") ?? []) field.value = "";
    return Boolean(form);
  }

  function send() {
    const form = mainForm();
    form.noValidate = true;
    form.requestSubmit();
  }

  async function axeFaults(options = {}) {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
    const grave = violations.filter((one) => ["serious", "critical"].includes(one.impact));
    return grave.flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help}: ${node.target} ${node.failureSummary.split("\n")[1]?.trim()}`));
  }

  return { words, kinds, smallTargets, smallLetters, sideways, cutOff, squeezed, broken, room, allFetched, emptied, send, axeFaults };
})();
