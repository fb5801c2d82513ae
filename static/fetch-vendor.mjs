// Copies the browser libraries that package.json pins from node_modules to static/vendor. Run by `make`.
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const FILES = {
  "@noble/hashes/_md.js": "noble-hashes/_md.js",
  "@noble/hashes/_u64.js": "noble-hashes/_u64.js",
  "@noble/hashes/sha2.js": "noble-hashes/sha2.js",
  "@noble/hashes/utils.js": "noble-hashes/utils.js",
  "barcode-detector/dist/es/ponyfill.js": "barcode-detector/ponyfill.js",
  "barcode-detector/dist/es/zxing-exported.js": "barcode-detector/zxing-exported.js",
  "chart.js/dist/chart.umd.min.js": "chart/chart.umd.min.js",
  "idb/build/index.js": "idb/index.js",
  "lean-qr/index.mjs": "lean-qr/index.js",
  "leaflet/dist/leaflet-src.esm.js": "leaflet/leaflet.js",
  "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
  "lit-html/lit-html.js": "lit-html/lit-html.js",
  "lit-html/directive.js": "lit-html/directive.js",
  "lit-html/directive-helpers.js": "lit-html/directive-helpers.js",
  "lit-html/directives/guard.js": "lit-html/directives/guard.js",
  "lit-html/directives/live.js": "lit-html/directives/live.js",
  "lit-html/directives/repeat.js": "lit-html/directives/repeat.js",
  "signature_pad/dist/signature_pad.min.js": "signature_pad/signature_pad.min.js",
  "tus-js-client/dist/tus.min.js": "tus/tus.min.js",
  "zxing-wasm/dist/reader/zxing_reader.wasm": "zxing-wasm/reader/zxing_reader.wasm",
};

await rm(join(here, "vendor"), { recursive: true, force: true });
for (const [from, to] of Object.entries(FILES)) {
  const target = join(here, "vendor", to);
  await mkdir(dirname(target), { recursive: true });
  await cp(join(here, "..", "node_modules", from), target, { recursive: true });
}
