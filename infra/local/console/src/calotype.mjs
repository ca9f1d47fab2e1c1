/**
 * The placeholder of a manifest as a data URL.
 *
 * @param {any} manifest
 */
export function placeholderUrl(manifest) {
  const { width, height, rgba } = thumbHashToRgba(
    Uint8Array.from(atob(manifest.thumbHash), (char) => char.charCodeAt(0)),
  );
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}

/** @param {Uint8Array} hash */
function thumbHashToRgba(hash) {
  const h = (/** @type {number} */ i) => hash[i] ?? 0;
  const header24 = h(0) | (h(1) << 8) | (h(2) << 16);
  const header16 = h(3) | (h(4) << 8);
  const lDc = (header24 & 63) / 63;
  const pDc = ((header24 >> 6) & 63) / 31.5 - 1;
  const qDc = ((header24 >> 12) & 63) / 31.5 - 1;
  const lScale = ((header24 >> 18) & 31) / 31;
  const hasAlpha = header24 >> 23;
  const pScale = ((header16 >> 3) & 63) / 63;
  const qScale = ((header16 >> 9) & 63) / 63;
  const landscape = header16 >> 15;
  const lx = Math.max(3, landscape ? (hasAlpha ? 5 : 7) : header16 & 7);
  const ly = Math.max(3, landscape ? header16 & 7 : hasAlpha ? 5 : 7);
  const aDc = hasAlpha ? (h(5) & 15) / 15 : 1;
  const aScale = (h(5) >> 4) / 15;
  const start = hasAlpha ? 6 : 5;
  let index = 0;
  const channel = (/** @type {number} */ nx, /** @type {number} */ ny, /** @type {number} */ scale) => {
    const ac = [];
    for (let cy = 0; cy < ny; cy++) {
      for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++) {
        ac.push((((h(start + (index >> 1)) >> ((index++ & 1) << 2)) & 15) / 7.5 - 1) * scale);
      }
    }
    return ac;
  };
  const lAc = channel(lx, ly, lScale);
  const pAc = channel(3, 3, pScale * 1.25);
  const qAc = channel(3, 3, qScale * 1.25);
  const aAc = hasAlpha ? channel(5, 5, aScale) : [];
  const ratio = lx / ly;
  const width = Math.round(ratio > 1 ? 32 : 32 * ratio);
  const height = Math.round(ratio > 1 ? 32 / ratio : 32);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const fx = [];
      const fy = [];
      for (let cx = 0; cx < Math.max(lx, hasAlpha ? 5 : 3); cx++) {
        fx.push(Math.cos((Math.PI / width) * (x + 0.5) * cx));
      }
      for (let cy = 0; cy < Math.max(ly, hasAlpha ? 5 : 3); cy++) {
        fy.push(Math.cos((Math.PI / height) * (y + 0.5) * cy));
      }
      const sum = (/** @type {number[]} */ ac, /** @type {number} */ nx, /** @type {number} */ ny) => {
        let total = 0;
        for (let cy = 0, j = 0; cy < ny; cy++) {
          for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++, j++) {
            total += (ac[j] ?? 0) * (fx[cx] ?? 0) * (fy[cy] ?? 0) * 2;
          }
        }
        return total;
      };
      const l = lDc + sum(lAc, lx, ly);
      const p = pDc + sum(pAc, 3, 3);
      const q = qDc + sum(qAc, 3, 3);
      const a = aDc + (hasAlpha ? sum(aAc, 5, 5) : 0);
      const b = l - (2 / 3) * p;
      const r = (3 * l - b + q) / 2;
      const g = r - q;
      rgba.set([r * 255, g * 255, b * 255, a * 255], i);
    }
  }
  return { width, height, rgba };
}
