/** What stands for what on a map: a shape for each kind, so that nothing depends on colour; what is late has a heavy edge and a bar. */

/** @typedef {(pen: CanvasRenderingContext2D, x: number, y: number, r: number) => void} Path */

/** @param {Array<[number, number]>} corners in units of the radius @returns {Path} */
const polygon = (corners) => (pen, x, y, r) => {
  corners.forEach(([dx, dy], index) => (index ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
  pen.closePath();
};
/** @type {Path} */
const circle = (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI);
const square = polygon([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]);
const diamond = polygon([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]);
const triangle = polygon([[0, -1.2], [1.1, 0.9], [-1.1, 0.9]]);
const flag = polygon([[-1, -1.1], [1.1, -0.35], [-0.4, 0.3], [-0.4, 1.2], [-1, 1.2]]);
const cross = polygon([[-0.4, -1.1], [0.4, -1.1], [0.4, -0.4], [1.1, -0.4], [1.1, 0.4], [0.4, 0.4], [0.4, 1.1], [-0.4, 1.1], [-0.4, 0.4], [-1.1, 0.4], [-1.1, -0.4], [-0.4, -0.4]]);

/** @type {Record<string, { path: Path, colour: string, by: [number, number] }>} by kind; `by` = how far beside the entrance, in radii */
export const SHAPES = {
  in_use: { path: circle, colour: "#0b5cab", by: [0, 0] },
  under_construction: { path: square, colour: "#8a5300", by: [0, 0] },
  other: { path: diamond, colour: "#4a5a68", by: [0, 0] },
  visits: { path: triangle, colour: "#116a3a", by: [1.9, -1.6] },
  findings: { path: cross, colour: "#6b3fa0", by: [-1.9, -1.6] },
  orders: { path: flag, colour: "#9a3412", by: [1.9, 1.6] },
};
export const LATE = "#b3261e";

/** @param {string} layer @param {string} state */
export const shapeOf = (layer, state) => SHAPES[layer === "works" ? state : layer] ?? SHAPES.other;

/**
 * @param {CanvasRenderingContext2D} pen @param {{ path: Path, colour: string }} shape @param {number} x @param {number} y @param {number} r
 * @param {{ late?: boolean, chosen?: boolean }} state
 */
export function drawShape(pen, shape, x, y, r, { late = false, chosen = false }) {
  if (chosen) outline(pen, circle, x, y, r * 2, "#c2410c", 3);
  pen.beginPath();
  shape.path(pen, x, y, r);
  pen.fillStyle = late ? LATE : shape.colour;
  pen.fill();
  pen.lineWidth = late ? 2.5 : 1.5;
  pen.strokeStyle = late ? "#000000" : "#ffffff";
  pen.stroke();
  if (late) {
    pen.fillStyle = "#ffffff";
    pen.fillRect(x - r * 0.18, y - r * 0.65, r * 0.36, r * 0.75);
    pen.fillRect(x - r * 0.18, y + r * 0.3, r * 0.36, r * 0.36);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Path} path @param {number} x @param {number} y @param {number} r @param {string} colour @param {number} width */
function outline(pen, path, x, y, r, colour, width) {
  pen.beginPath();
  path(pen, x, y, r);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
}

/**
 * A marker of Leaflet's canvas with one of our shapes, set a little beside the place so that several at one door are seen.
 * @param {any} L
 */
export const markerOf = (L) =>
  L.CircleMarker.extend({
    _project() {
      L.CircleMarker.prototype._project.call(this);
      const [east, south] = this.options.shape.by;
      this._point = this._point.add([east * this._radius, south * this._radius]);
      this._updateBounds();
    },
    _updatePath() {
      const pen = this._renderer._ctx;
      if (!pen || !this._renderer._drawing || this._empty()) return;
      drawShape(pen, this.options.shape, this._point.x, this._point.y, this._radius, this.options);
    },
  });
