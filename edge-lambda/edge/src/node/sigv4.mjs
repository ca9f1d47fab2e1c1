import { createHash, createHmac } from 'node:crypto';
import { encodeComponent } from '../percent.mjs';

/**
 * AWS Signature Version 4, for requests that are made here: without a query, and not to S3, whose
 * paths are signed otherwise.
 *
 * @typedef {object} Credentials
 * @property {string} accessKeyId
 * @property {string} secretAccessKey
 * @property {string} [sessionToken]
 *
 * @typedef {object} Signable
 * @property {string} method
 * @property {string} path escaped, with a leading slash
 * @property {Record<string, string>} headers by lower-case name, `host` among them; all are signed
 * @property {string} body
 *
 * @typedef {{service: string, region: string, credentials: Credentials, nowMs: number}} Signer
 */

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * The headers of a request together with those that sign it.
 *
 * @param {Signable} request
 * @param {Signer} signer
 * @returns {Record<string, string>}
 */
export function signed(request, { service, region, credentials, nowMs }) {
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.[0-9]{3}/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  /** @type {Record<string, string>} */
  const headers = { ...request.headers, 'x-amz-date': time };
  if (credentials.sessionToken !== undefined) {
    headers['x-amz-security-token'] = credentials.sessionToken;
  }
  const names = Object.keys(headers).sort();
  const canonical = [
    request.method,
    canonicalPath(request.path),
    '',
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    sha256(request.body),
  ].join('\n');
  const text = [ALGORITHM, time, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce(
    (/** @type {string | Buffer} */ secret, part) => hmac(secret, part),
    'AWS4' + credentials.secretAccessKey,
  );
  headers['authorization'] =
    `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope}, ` +
    `SignedHeaders=${names.join(';')}, Signature=${hmac(key, text).toString('hex')}`;
  return headers;
}

/**
 * Without dot segments and empty ones, and escaped a second time, as every service but S3 does it.
 *
 * @param {string} path
 */
function canonicalPath(path) {
  /** @type {string[]} */
  const segments = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      segments.pop();
    } else if (segment !== '' && segment !== '.') {
      segments.push(encodeComponent(segment));
    }
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return '/' + segments.join('/') + end;
}

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * @param {string | Buffer} key
 * @param {string} text
 */
function hmac(key, text) {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
