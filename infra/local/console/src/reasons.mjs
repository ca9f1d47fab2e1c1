/** For each reason of a refusal, by its code: what happened, and what helps. */
const REASONS = /** @type {Record<string, [string, string]>} */ ({
  MALFORMED_EVENT: ["Not an event", "See what else writes to the stream."],
  BAD_PARAMETER: ["A wrong parameter", "The message says which part."],
  MISSING_TOKEN: ["No valid token", "Reload this page, then try again."],
  UNSERVABLE_KEY: ["A key that cannot be served", "Upload it under another name."],
  ARCHIVED: ["The original is archived", "Restore it in S3, then try again."],
  UNDECRYPTABLE: [
    "The original's KMS key cannot be used",
    "Enable the key and let the role decrypt with it, then try again.",
  ],
  UNSUPPORTED_TYPE: [
    "Not a picture of a known type",
    "Save it as JPEG, PNG, WebP, GIF, TIFF or AVIF, then upload that.",
  ],
  EMPTY_FILE: ["An empty file", "Upload it again."],
  TOO_MANY_BYTES: ["Too many bytes", "Compress it, or raise limits.bytes in the recipe."],
  TOO_LARGE_DIMENSION: ["Too wide or too high", "Make it smaller, or crop it."],
  TOO_MANY_PIXELS: ["Too many pixels", "Make it smaller."],
  TOO_MANY_FRAMES: ["Too many frames", "Shorten the animation."],
  TRUNCATED: ["The file ends early", "Get the whole file, then upload it again."],
  CORRUPT: ["The file is damaged", "Open it in an editor, save it anew, then upload that."],
  OUTPUT_TOO_LARGE: ["A variant came out too large", "Lower the quality in the recipe."],
  RENDER_TIMEOUT: ["Rendering took too long", "Make it smaller, or raise limits.renderSeconds."],
  RENDERER_CRASHED: ["It ended the renderer", "Keep the file away: it was set aside."],
});

/**
 * What happened, in a few words.
 *
 * @param {string} code
 */
export function reasonTitle(code) {
  return REASONS[code]?.[0] ?? code;
}

/**
 * What helps.
 *
 * @param {string} code
 */
export function reasonAdvice(code) {
  return REASONS[code]?.[1] ?? "The message says what was expected.";
}
