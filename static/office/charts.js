/** Charts of the office, each drawn from the table in its figure: patterns and dashes tell series apart, so that no colour is needed. */

/**
 * @typedef {{ labels: string[], series: { name: string, values: (number | null)[] }[] }} Sheet
 * @typedef {{ update(): void, resize(): void }} Drawn
 * @typedef {new (canvas: HTMLCanvasElement, config: object) => Drawn} ChartKind
 */

const INK = { light: "#14202b", dark: "#eef3f7" };
const DASHES = [[], [8, 4], [2, 3], [12, 4, 2, 4]];
const POINTS = ["circle", "rect", "triangle", "star"];
const PATTERNS = ["solid", "slant", "blank", "cross", "dots", "level"];
const isDark = matchMedia("(prefers-color-scheme: dark)");

/** @param {HTMLTableElement} table @returns {Sheet} */
export function readTable(table) {
  const names = [...table.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent?.trim() ?? "");
  const rows = [...table.querySelectorAll("tbody tr")];
  return {
    labels: rows.map((row) => row.querySelector("th")?.textContent?.trim() ?? ""),
    series: names.map((name, place) => ({
      name,
      values: rows.map((row) => numberIn(row.querySelectorAll("td")[place])),
    })),
  };
}

/** Nothing where nothing is known: a gap, not a nought. @param {HTMLElement | undefined} cell */
function numberIn(cell) {
  return cell?.dataset.value === "" ? null : Number(cell?.dataset.value ?? 0);
}

/** @param {CanvasRenderingContext2D} pen @param {string} kind */
function strokes(pen, kind) {
  if (kind === "slant" || kind === "cross") line(pen, 0, 8, 8, 0);
  if (kind === "cross") line(pen, 0, 0, 8, 8);
  if (kind === "level") line(pen, 0, 4, 8, 4);
  if (kind === "dots") pen.fillRect(3, 3, 2, 2);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} toX @param {number} toY */
function line(pen, x, y, toX, toY) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** @param {number} place @param {string} ink @returns {string | CanvasPattern} */
function pattern(place, ink) {
  const kind = PATTERNS[place % PATTERNS.length];
  if (kind === "solid") return ink;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.strokeStyle = pen.fillStyle = ink;
  strokes(pen, kind);
  return /** @type {CanvasPattern} */ (pen.createPattern(tile, "repeat"));
}

/** `kind` "lines" = the last one is an aim, in steps; "curves" = all are alike. @param {Sheet} sheet @param {string} kind @param {string} ink */
function datasets({ series }, kind, ink) {
  const isLine = kind !== "bars";
  return series.map(({ name, values }, place) => ({
    label: name,
    data: values,
    borderColor: ink,
    borderWidth: isLine ? 2 : 1,
    borderDash: isLine ? DASHES[place % DASHES.length] : [],
    backgroundColor: isLine ? ink : pattern(place, ink),
    pointStyle: POINTS[place % POINTS.length],
    pointRadius: 4,
    stepped: kind === "lines" && place === series.length - 1,
  }));
}

/** The number at the end of each bar, so that nobody has to measure with the eye. @param {string} ink */
function numbers(ink) {
  return {
    id: "numbers",
    /** @param {any} chart */
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      Object.assign(pen, { fillStyle: ink, textAlign: "center", textBaseline: "bottom", font: "13px system-ui, sans-serif" });
      chart.data.datasets.forEach((/** @type {any} */ set, /** @type {number} */ place) => {
        chart.getDatasetMeta(place).data.forEach((/** @type {any} */ bar, /** @type {number} */ at) => {
          if (set.data[at] !== null) pen.fillText(String(set.data[at]), bar.x, bar.y - 2);
        });
      });
    },
  };
}

/** @param {Sheet} sheet @param {string} kind @param {string} ink */
export function configOf(sheet, kind, ink) {
  const isLine = kind !== "bars";
  const axis = { ticks: { color: ink, precision: 0 }, grid: { color: `${ink}22` }, border: { color: ink } };
  return {
    type: isLine ? "line" : "bar",
    data: { labels: sheet.labels, datasets: datasets(sheet, kind, ink) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 16 } },
      scales: { x: axis, y: { ...axis, beginAtZero: true } },
      plugins: {
        legend: {
          display: sheet.series.length > 1,
          position: "bottom",
          labels: { color: ink, usePointStyle: isLine, boxWidth: isLine ? 10 : 28 },
        },
      },
    },
    plugins: isLine ? [] : [numbers(ink)],
  };
}

/** @param {HTMLElement} figure @param {ChartKind} Chart */
function draw(figure, Chart) {
  const table = figure.querySelector("table");
  const place = figure.querySelector("[data-drawing]");
  if (!table || !place) return;
  const canvas = document.createElement("canvas");
  place.replaceChildren(canvas);
  const ink = isDark.matches && !matchMedia("print").matches ? INK.dark : INK.light;
  const drawn = new Chart(canvas, configOf(readTable(table), figure.dataset.chart ?? "bars", ink));
  addEventListener("beforeprint", () => drawn.resize());
  addEventListener("afterprint", () => drawn.resize());
}

const Chart = /** @type {{ Chart?: ChartKind }} */ (globalThis).Chart;
if (Chart && typeof document !== "undefined") {
  for (const figure of document.querySelectorAll("[data-chart]")) draw(/** @type {HTMLElement} */ (figure), Chart);
}
