import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * AWS Signature Version 4: what origin access control signs with, and what calls of the admin API
 * are checked by.
 *
 * @typedef {object} Keys
 * @property {string} accessKeyId
 * @property {string} secretAccessKey
 *
 * @typedef {object} Signable
 * @property {string} method
 * @property {string} path as it is sent
 * @property {string} querystring as it is sent, without question mark
 * @property {Record<string, string>} headers those that are signed, by lower-case name
 * @property {string} payloadHash
 */

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** For requests without a body. */
export const EMPTY_SHA256 = sha256('');

/**
 * Headers for a GET from S3, signed.
 *
 * @param {object} request
 * @param {string} request.host
 * @param {string} request.path percent-encoded
 * @param {string} request.querystring
 * @param {Record<string, string>} request.headers sent and signed as well
 * @param {string} region
 * @param {Keys} keys
 * @param {Date} now
 * @returns {Record<string, string>}
 */
export function signedForS3({ host, path, querystring, headers }, region, keys, now) {
  const amzDate = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const all = {
    ...headers,
    host,
    'x-amz-content-sha256': EMPTY_SHA256,
    'x-amz-date': amzDate,
  };
  const scope = `${amzDate.slice(0, 8)}/${region}/s3/aws4_request`;
  const signature = signatureOf(
    { method: 'GET', path, querystring, headers: all, payloadHash: EMPTY_SHA256 },
    scope,
    amzDate,
    keys.secretAccessKey,
    encodedOnce(path),
  );
  const names = Object.keys(all).sort().join(';');
  return {
    ...all,
    authorization: `${ALGORITHM} Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/**
 * Checks the signature of a request to a service other than S3.
 *
 * @param {Omit<Signable, 'payloadHash'> & { body: Buffer }} request `headers` are all that came
 * @param {string} service
 * @param {Keys} keys
 * @param {Date} now may differ by 15 minutes
 * @returns {string | null} what is wrong
 */
export function signatureFault(request, service, keys, now) {
  const authorization = request.headers['authorization'] ?? '';
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (parts === null) {
    return 'expected an Authorization header of Signature Version 4';
  }
  const [, accessKeyId = '', scope = '', forService, signedNames = '', given = ''] = parts;
  const amzDate = request.headers['x-amz-date'] ?? '';
  const names = signedNames.split(';');
  if (accessKeyId !== keys.accessKeyId || forService !== service) {
    return `expected the system's own access key, signing for ${service}`;
  }
  if (
    !names.includes('host') ||
    !names.includes('x-amz-date') ||
    !amzDate.startsWith(scope.slice(0, 8))
  ) {
    return 'expected host and x-amz-date among the signed headers';
  }
  const at = Date.parse(amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  if (!(Math.abs(now.getTime() - at) <= 15 * 60_000)) {
    return `expected a request of the last 15 minutes but its x-amz-date is ${amzDate}`;
  }
  const signed = Object.fromEntries(names.map((name) => [name, request.headers[name] ?? '']));
  const expected = signatureOf(
    { ...request, headers: signed, payloadHash: sha256(request.body) },
    scope,
    amzDate,
    keys.secretAccessKey,
    percentEncoded(request.path), // all services but S3 encode a path once more
  );
  return timingSafeEqual(Buffer.from(expected), Buffer.from(given))
    ? null
    : 'the signature does not match';
}

/**
 * @param {Signable} request
 * @param {string} scope
 * @param {string} amzDate
 * @param {string} secret
 * @param {string} canonicalPath
 */
function signatureOf(request, scope, amzDate, secret, canonicalPath) {
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    canonicalPath,
    canonicalQuery(request.querystring),
    ...names.map((name) => `${name}:${request.headers[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    request.payloadHash,
  ].join('\n');
  const toSign = [ALGORITHM, amzDate, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce((/** @type {string | Buffer} */ k, part) => hmac(k, part), 'AWS4' + secret);
  return hmac(key, toSign).toString('hex');
}

/** @param {string} querystring */
function canonicalQuery(querystring) {
  return querystring
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0
        ? [encodedOnce(part), '']
        : [encodedOnce(part.slice(0, at)), encodedOnce(part.slice(at + 1))];
    })
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/**
 * @param {string} encoded in any spelling of its escapes
 * @returns {string} in the one that S3 computes from what the key is
 */
export function encodedOnce(encoded) {
  let decoded;
  try {
    decoded = decodeURIComponent(encoded);
  } catch {
    return encoded; // no UTF-8: S3 refuses it, whatever is signed
  }
  return percentEncoded(decoded);
}

/** @param {string} text */
function percentEncoded(text) {
  return encodeURIComponent(text)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

/** @param {string | Buffer} data */
function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * @param {string | Buffer} key
 * @param {string} data
 */
function hmac(key, data) {
  return createHmac('sha256', key).update(data).digest();
}
