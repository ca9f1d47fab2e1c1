import { keyOf } from '../image-request.mjs';
import { encodePath } from '../percent.mjs';
import { Refusal } from '../refusal.mjs';
import { KEPT_BRIEFLY, line } from './answers.mjs';
import { wrongMethod } from './viewer-request.mjs';

/**
 * @typedef {import('./event.mjs').CloudFrontEvent} CloudFrontEvent
 * @typedef {import('./event.mjs').Request} Request
 * @typedef {import('./event.mjs').Response} Response
 */

const FOLDER = '/_calotype/manifest';

const MANIFEST = 'manifest.json';

/**
 * The viewer-request handler for manifests: `/_calotype/manifest/<key>` becomes
 * `/<key>/manifest.json`, and the query is dropped.
 *
 * @param {CloudFrontEvent} event
 * @returns {Request | Response}
 */
export function viewerRequestManifest(event) {
  const { request } = event.Records[0].cf;
  const wrong = wrongMethod(request);
  if (wrong !== null) {
    return wrong;
  }
  try {
    if (!request.uri.startsWith(FOLDER + '/')) {
      throw new Refusal(404, `expected a path below ${FOLDER}/`);
    }
    const key = keyOf(request.uri.slice(FOLDER.length));
    request.uri = '/' + encodePath(`${key}/${MANIFEST}`);
    request.querystring = '';
    return request;
  } catch (e) {
    if (e instanceof Refusal) {
      return line(e.status, e.message, KEPT_BRIEFLY);
    }
    throw e;
  }
}
