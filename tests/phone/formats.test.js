import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOfContent, faultOfLength, mediaTypeOf, MOST_BYTES, sizeOf } from "../../static/app/rules/formats.js";

const bytes = (text, length = text.length) => {
  const buffer = new ArrayBuffer(Math.max(length, text.length));
  new Uint8Array(buffer).set(Array.from(text, (char) => char.charCodeAt(0)));
  return buffer;
};
const number = (value, width, little = false) => {
  const chars = Array.from({ length: width }, (_none, index) => String.fromCharCode((value / 256 ** (width - 1 - index)) & 255));
  return (little ? chars.reverse() : chars).join("");
};
const png = (width, height) => bytes(`\x89PNG\r\n\x1a\n${number(13, 4)}IHDR${number(width, 4)}${number(height, 4)}`);
const part = (marker, body) => `\xff${marker}${number(body.length + 2, 2)}${body}`;
const jpeg = (width, height, before = "") => bytes(`\xff\xd8${before}${part("\xc0", `\x08${number(height, 2)}${number(width, 2)}\x03`)}`);
const webp = (chunk) => bytes(`RIFF\0\0\0\0WEBP${chunk}`, 40);

test("the first bytes say what a file is, not its name", () => {
  assert.equal(mediaTypeOf(bytes("\0\0\0\x24ftypheic....")), "image/heic");
  assert.equal(mediaTypeOf(bytes("\x89PNG\r\n\x1a\n")), "image/png");
  assert.equal(mediaTypeOf(bytes("\xff\xd8\xff\xe0")), "image/jpeg");
  assert.equal(mediaTypeOf(bytes("RIFF1234WEBPVP8 ")), "image/webp");
  for (const text of ["", "%PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml ?><svg/>", "GIF89a", "BM", "\0\0\0\x20ftypisom", "MZ"]) {
    assert.equal(mediaTypeOf(bytes(text)), null, text);
    assert.equal(faultOfContent(bytes(text)), "not_a_photo", text);
  }
});

test("width and height are read from the header, wherever it hides them", () => {
  assert.deepEqual(sizeOf(png(4032, 3024)), { width: 4032, height: 3024 });
  assert.deepEqual(sizeOf(jpeg(4032, 3024)), { width: 4032, height: 3024 });
  assert.deepEqual(sizeOf(jpeg(3, 4, part("\xe1", "x".repeat(60_000)) + "\xff" + part("\xc4", "tables"))), { width: 3, height: 4 });
  assert.deepEqual(sizeOf(webp(`VP8X\0\0\0\0\0\0\0\0${number(4031, 3, true)}${number(3023, 3, true)}`)), { width: 4032, height: 3024 });
  assert.deepEqual(sizeOf(webp(`VP8L\0\0\0\0\x2f${number(4031 + 3023 * 2 ** 14, 4, true)}`)), { width: 4032, height: 3024 });
  assert.deepEqual(sizeOf(webp(`VP8 \0\0\0\0\0\0\0\x9d\x01\x2a${number(4032, 2, true)}${number(3024, 2, true)}`)), { width: 4032, height: 3024 });
});

test("a header that is cut short or leads nowhere says nothing, and is no reason to refuse", () => {
  for (const text of ["\xff\xd8\xff", "\xff\xd8\xff\xe0\xff\xff", "\x89PNG\r\n\x1a\n", "RIFF1234WEBPVP8X", "\xff\xd8\xff\xe0\0\x02xx"]) {
    assert.equal(sizeOf(bytes(text)), null, text);
    assert.equal(faultOfContent(bytes(text)), null, text);
  }
});

test("a picture of more pixels than any phone should unpack is refused before anybody unpacks it", () => {
  assert.equal(faultOfContent(png(30_000, 30_000)), "too_many_pixels");
  assert.equal(faultOfContent(jpeg(65_500, 65_500)), "too_many_pixels");
  assert.equal(faultOfContent(png(12_000, 10_000)), null);
  assert.equal(faultOfContent(png(12_000, 10_001)), "too_many_pixels");
});

test("a file of nothing and a file of too much are refused before they are read", () => {
  assert.equal(faultOfLength(0), "empty");
  assert.equal(faultOfLength(1), null);
  assert.equal(faultOfLength(MOST_BYTES), null);
  assert.equal(faultOfLength(MOST_BYTES + 1), "too_large");
});
