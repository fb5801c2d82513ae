/** What stands behind the QR of a plate (标牌): the address of the citizens' form, with the plate's code at its end. */

const SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";
const CODE = new RegExp(`(?:^|/report/)([${SIGNS}]{20})/?$`);

/** The code of a plate, or null: another QR code, or words. @param {string} text */
export const plateCode = (text) => CODE.exec(text.trim().toLowerCase())?.[1] ?? null;
