/** A picture of a pixel or four in each format that not all browsers show. */
const PROBES = {
  "image/avif":
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=",
  "image/webp": "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
};

/** @type {Promise<string> | undefined} */
let types;

/** The `Accept` of this browser's requests for pictures, as far as it matters here. */
export function imageTypes() {
  types ??= Promise.all(Object.entries(PROBES).map(shown)).then((found) =>
    [...found.filter((type) => type !== ""), "image/*", "*/*;q=0.8"].join(","),
  );
  return types;
}

/** @param {[string, string]} probe */
async function shown([type, base64]) {
  const image = new Image();
  image.src = `data:${type};base64,${base64}`;
  try {
    await image.decode();
    return type;
  } catch {
    return "";
  }
}
