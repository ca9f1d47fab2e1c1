import { line, NOT_KEPT } from './answers.mjs';
import { answered, inPlaceOf, isMissing, isStored, published, storageFault } from './stored.mjs';

/** A page that waits for its variants asks again and again. */
const KEPT = 'public, max-age=5';

/**
 * The origin-response handler for manifests.
 *
 * @param {import('./event.mjs').CloudFrontEvent} event
 * @returns {import('./event.mjs').Response}
 */
export function originResponseManifest(event) {
  const { response, status } = answered(event);
  if (isStored(status)) {
    return published(response, KEPT);
  }
  return inPlaceOf(
    response,
    isMissing(status)
      ? line(404, 'there is no manifest for this key, or not yet', NOT_KEPT)
      : storageFault(status),
  );
}
