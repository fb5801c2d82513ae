/** A QR code as large as the screen allows, dark on white in the dark too: cameras read nothing else. */

import { html } from "lit-html";
import { generate } from "lean-qr";

/** @param {string} text @param {string} label */
export function qrCode(text, label) {
  const grid = generate(text);
  let path = "";
  for (let y = 0; y < grid.size; y += 1) for (let x = 0; x < grid.size; x += 1) if (grid.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return html`<svg class="invitation" data-invitation=${text} viewBox="-4 -4 ${grid.size + 8} ${grid.size + 8}" shape-rendering="crispEdges" role="img" aria-label=${label}><path d=${path}></path></svg>`;
}
