/** Numbers of pre-numbered forms: which leased block gives the next one, with no signal. */

/** @typedef {import("../types.js").FormBlock} FormBlock */

/** @param {string} template @param {number} year @param {number} serial */
export const formNumber = (template, year, serial) =>
  template.replaceAll("{year}", String(year)).replaceAll("{serial}", String(serial).padStart(4, "0"));

/**
 * The next unused number of this kind for the year of `on`; null when the phone has none left.
 * @param {FormBlock[]} blocks leased to this device @param {FormBlock["kind"]} kind @param {string} on day
 * @param {(block: FormBlock, serial: number) => boolean} isTaken used or voided in this phone's own journal
 * @returns {{ block: FormBlock, serial: number, number: string } | null}
 */
export function nextNumber(blocks, kind, on, isTaken) {
  const year = Number(on.slice(0, 4));
  const ours = blocks.filter((block) => block.kind === kind && block.year === year).sort((a, b) => a.first - b.first);
  for (const block of ours) {
    for (let serial = block.first; serial <= block.last; serial += 1) {
      if (!block.used.includes(serial) && !isTaken(block, serial)) {
        return { block, serial, number: formNumber(block.template, block.year, serial) };
      }
    }
  }
  return null;
}
