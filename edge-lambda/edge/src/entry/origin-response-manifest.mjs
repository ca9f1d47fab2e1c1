import { originResponseManifest } from '../cloudfront/origin-response-manifest.mjs';

/**
 * The origin-response handler for manifests, as it is deployed.
 *
 * @returns {(event: import('../cloudfront/event.mjs').CloudFrontEvent) => Promise<object>}
 */
export function handlerOf() {
  return async (event) => originResponseManifest(event);
}
