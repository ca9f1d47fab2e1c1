import { viewerRequestManifest } from '../cloudfront/viewer-request-manifest.mjs';

/**
 * The viewer-request handler for manifests, as it is deployed.
 *
 * @returns {(event: import('../cloudfront/event.mjs').CloudFrontEvent) => Promise<object>}
 */
export function handlerOf() {
  return async (event) => viewerRequestManifest(event);
}
