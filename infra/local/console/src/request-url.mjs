/**
 * The URL of a picture.
 *
 * @param {{ srcset: Record<string, string>, v: string }} manifest whose URLs have the path already
 * @param {{ w: number, dpr: number, format: string, fit: string, ratio: string }} wish
 */
export function requestUrl({ srcset, v }, wish) {
  const [path] = (Object.values(srcset)[0] ?? "").split("?");
  const query = new URLSearchParams({ w: String(wish.w) });
  if (wish.dpr !== 1) {
    query.set("dpr", String(wish.dpr));
  }
  query.set("format", wish.format);
  if (wish.fit === "cover") {
    query.set("fit", "cover");
    query.set("ratio", wish.ratio);
  }
  query.set("v", v);
  return `${path}?${query.toString().replaceAll("%3A", ":")}`;
}
