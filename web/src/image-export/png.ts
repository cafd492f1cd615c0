// Adds the print resolution that a canvas leaves out of its PNG. Pure.

const SIGNATURE = 8;
/** The length of the header chunk, which comes first. */
const HEADER = 25;
const INCH = 0.0254;

/** The CRC-32 (ISO 3309) that ends every chunk. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Inserts a `pHYs` chunk with the resolution. */
export function withResolution(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const chunk = new DataView(new ArrayBuffer(21));
  const perMetre = Math.round(dpi / INCH);
  chunk.setUint32(0, 9);
  [..."pHYs"].forEach((letter, index) => chunk.setUint8(4 + index, letter.charCodeAt(0)));
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  // The unit is the metre.
  chunk.setUint8(16, 1);
  chunk.setUint32(17, checksum(new Uint8Array(chunk.buffer, 4, 13)));
  const at = SIGNATURE + HEADER;
  const whole = new Uint8Array(png.length + chunk.byteLength);
  whole.set(png.subarray(0, at));
  whole.set(new Uint8Array(chunk.buffer), at);
  whole.set(png.subarray(at), at + chunk.byteLength);
  return whole;
}
