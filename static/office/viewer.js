// The photo viewer: one picture at a time, zoomed and turned by keys or buttons. Photos and findings come from the page.

const MOST = 8;
const LEAST = 0.25;
const STEP = 1.25;

/**
 * Where to go from photo `at` of the page. `groups` = the number of the finding of each photo, in order.
 * @param {number[]} groups
 * @param {number} at
 * @param {"next" | "previous" | "next-finding" | "previous-finding"} deed
 * @returns {number} the same place when there is nowhere to go
 */
export function goTo(groups, at, deed) {
  if (deed === "next") return Math.min(at + 1, groups.length - 1);
  if (deed === "previous") return Math.max(at - 1, 0);
  if (deed === "next-finding") {
    const next = groups.findIndex((group, index) => index > at && group !== groups[at]);
    return next === -1 ? at : next;
  }
  const before = groups.slice(0, at).filter((group) => group !== groups[at]);
  return before.length ? groups.indexOf(before[before.length - 1]) : at;
}

/** @param {number} zoom @param {"larger" | "smaller"} deed */
export function zoomed(zoom, deed) {
  return Math.min(MOST, Math.max(LEAST, deed === "larger" ? zoom * STEP : zoom / STEP));
}

/** @type {Record<string, string>} */
const KEYS = {
  ArrowRight: "next", ArrowLeft: "previous", ArrowDown: "next-finding", ArrowUp: "previous-finding",
  "+": "larger", "=": "larger", "-": "smaller", _: "smaller", r: "turn", R: "turn", 0: "upright",
};

/** @param {Document} page */
export function setUpViewer(page) {
  const dialog = /** @type {HTMLDialogElement | null} */ (page.querySelector("[data-viewer]"));
  const links = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll("a[data-photo]")]);
  if (!dialog || !links.length || !dialog.showModal) return;
  const picture = /** @type {HTMLImageElement} */ (dialog.querySelector(".viewer__picture"));
  const caption = /** @type {HTMLElement} */ (dialog.querySelector(".viewer__caption"));
  const findings = [...page.querySelectorAll("[data-finding]")];
  const groups = links.map((link) => findings.indexOf(/** @type {Element} */ (link.closest("[data-finding]"))));
  const state = { at: 0, zoom: 1, turn: 0, x: 0, y: 0 };

  const draw = () => {
    picture.style.transform =
      `translate(${state.x}px, ${state.y}px) rotate(${state.turn}deg) scale(${state.zoom})`;
  };
  const upright = () => { Object.assign(state, { zoom: 1, turn: 0, x: 0, y: 0 }); draw(); };
  const show = (/** @type {number} */ at) => {
    state.at = at;
    picture.src = links[at].href;
    picture.alt = caption.textContent = `${at + 1} / ${links.length} · ${links[at].dataset.caption ?? ""}`;
    upright();
  };
  const act = (/** @type {string | undefined} */ deed) => {
    if (deed === "close") dialog.close();
    else if (deed === "upright") upright();
    else if (deed === "turn") { state.turn = (state.turn + 90) % 360; draw(); }
    else if (deed === "larger" || deed === "smaller") { state.zoom = zoomed(state.zoom, deed); draw(); }
    else if (deed) {
      const next = goTo(groups, state.at, /** @type {"next"} */ (deed));
      if (next !== state.at) show(next);
    }
  };

  links.forEach((link, at) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(at);
    dialog.showModal();
  }));
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    act(KEYS[event.key]);
  });
  dialog.addEventListener("click", (event) => {
    act(/** @type {HTMLElement} */ (event.target).closest("button")?.dataset.deed);
  });
  dialog.addEventListener("close", () => links[state.at].focus());
  setUpDragging(picture, state, draw);
}

/**
 * @param {HTMLElement} picture
 * @param {{ x: number, y: number, zoom: number }} state
 * @param {() => void} draw
 */
function setUpDragging(picture, state, draw) {
  picture.draggable = false;
  picture.addEventListener("pointerdown", (event) => picture.setPointerCapture(event.pointerId));
  picture.addEventListener("pointermove", (event) => {
    if (!picture.hasPointerCapture(event.pointerId)) return;
    state.x += event.movementX;
    state.y += event.movementY;
    draw();
  });
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    state.zoom = zoomed(state.zoom, event.deltaY < 0 ? "larger" : "smaller");
    draw();
  }, { passive: false });
}
