import { decode, viewerPath } from '../percent.mjs';
import { send, TooLong, TooSlow } from './http-call.mjs';
import { signed } from './sigv4.mjs';

/**
 * The function that makes variants on the fly, behind its URL.
 *
 * @typedef {import('../cloudfront/origin-response.mjs').Made} Made
 * @typedef {import('../cloudfront/origin-response.mjs').MakeVariant} MakeVariant
 * @typedef {import('../cloudfront/origin-response.mjs').NotMade} NotMade
 * @typedef {import('../cloudfront/event.mjs').Origin} Origin
 * @typedef {import('./http-call.mjs').Reply} Reply
 * @typedef {import('./sigv4.mjs').Credentials} Credentials
 *
 * @typedef {object} OnTheFly
 * @property {string} region of `url`
 * @property {string} [url] where it stands; else the origin's header `x-calotype-on-the-fly` says
 *     so, which a deployment can fill in after the function was bundled
 */

/**
 * As many bytes as fit, in base64 and with headers, into the 1 MB that CloudFront takes from
 * origin-response, whether it counts 1,000,000 or 1,048,576.
 */
export const INLINE_BYTES_MAX = 740_000;

/** In an origin of CloudFront's: the function's URL. No viewer can set an origin's headers. */
const URL_HEADER = 'x-calotype-on-the-fly';

const LAMBDA_HOST = /^[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws$/;
const RETRY_MS_MIN = 100;
const RETRY_MS_SPREAD = 200;

/** Without that much time left an attempt is not worth its render. */
const ATTEMPT_MS_MIN = 1_000;

/** @type {NotMade} */
const NOT_RENDERED = { status: 502, message: 'expected the picture to be rendered but it failed' };

/** @type {NotMade} */
const NOT_IN_TIME = { status: 504, message: 'expected the picture in time but it took too long' };

/**
 * The statuses that say something about the picture, and what viewers read where the answer is not
 * the function's own: Lambda throttles it with 429 and JSON about its machinery.
 */
const ABOUT_THE_PICTURE = /** @type {Record<number, string>} */ ({
  400: 'expected a variant that can be made but got another',
  404: 'expected the key of a picture that was uploaded but got another',
  409: 'expected an original that can be read but got one that is archived or encrypted with a key out of reach',
  413: 'expected a picture within the limits but got a larger one',
  415: 'expected a picture of a known type but got something else',
  422: 'expected a whole picture but got a broken one',
  429: 'expected fewer pictures to be rendered at a time but got too many: ask again soon',
  504: NOT_IN_TIME.message,
});

/**
 * @param {OnTheFly} settings
 * @param {() => Credentials} credentials
 * @param {(message: string) => void} log
 * @returns {MakeVariant}
 */
export function onTheFly({ region, url }, credentials, log) {
  return async ({ path, bytesWanted, origin }, deadlineMs) => {
    const at = url ?? urlOf(origin);
    if (at === null) {
      log(`expected the function's URL in the origin's header ${URL_HEADER} but got none`);
      return NOT_RENDERED;
    }
    const base = new URL(at);
    const unsigned = {
      method: 'GET',
      path: robust(path),
      headers: {
        host: base.host,
        'x-calotype-inline-bytes-max': String(bytesWanted ? INLINE_BYTES_MAX : 0),
      },
      body: '',
    };
    /** @param {number} timeoutMs */
    const attempt = (timeoutMs) => {
      const headers = signed(unsigned, {
        service: 'lambda',
        region: url === undefined ? regionOf(base.hostname) : region,
        credentials: credentials(),
        nowMs: Date.now(),
      });
      return send({ ...unsigned, base, headers }, timeoutMs, INLINE_BYTES_MAX);
    };
    try {
      return answerOf(await twiceAtMost(attempt, deadlineMs, log), bytesWanted, log);
    } catch (e) {
      log(`on the fly: ${e}`);
      return e instanceof TooSlow ? NOT_IN_TIME : NOT_RENDERED;
    }
  };
}

/**
 * Once more after a fault that may have passed; never where the function said that it has too much
 * to do (429), or took its time already (504).
 *
 * @param {(timeoutMs: number) => Promise<Reply>} attempt
 * @param {number} deadlineMs
 * @param {(message: string) => void} log
 */
async function twiceAtMost(attempt, deadlineMs, log) {
  try {
    const reply = await attempt(deadlineMs - Date.now());
    if (reply.status < 500 || reply.status === 504) {
      return reply;
    }
    log(`on the fly: answered ${reply.status}, asking once more`);
  } catch (e) {
    if (e instanceof TooSlow || e instanceof TooLong) {
      throw e;
    }
    log(`on the fly: ${e}, asking once more`);
  }
  const pauseMs = RETRY_MS_MIN + Math.random() * RETRY_MS_SPREAD;
  if (deadlineMs - Date.now() - pauseMs < ATTEMPT_MS_MIN) {
    throw new TooSlow('no time left for another attempt');
  }
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  return attempt(deadlineMs - Date.now());
}

/**
 * @param {Reply} reply
 * @param {boolean} bytesWanted
 * @param {(message: string) => void} log
 * @returns {Made | NotMade}
 */
function answerOf({ status, headers, body }, bytesWanted, log) {
  if (status === 200 || status === 204) {
    const made = {
      contentType: headers['content-type'] ?? '',
      etag: headers['etag'] ?? '',
      v: headers['x-amz-meta-v'] ?? '',
      cacheTag: headers['x-amz-meta-cache-tag'] ?? null,
      base64: status === 200 && bytesWanted ? body.toString('base64') : null,
    };
    if (made.contentType.startsWith('image/') && made.etag !== '') {
      return made;
    }
    log(`on the fly: answered ${status} without an image's content-type and etag`);
    return NOT_RENDERED;
  }
  const otherwise = ABOUT_THE_PICTURE[status];
  if (otherwise === undefined) {
    log(`on the fly: answered ${status}`);
    return NOT_RENDERED;
  }
  const isOurs = (headers['content-type'] ?? '').startsWith('text/plain');
  return {
    status,
    message: (isOurs ? firstLine(body) : '') || otherwise,
    cacheControl: headers['cache-control'],
    retryAfter: headers['retry-after'] ?? (status === 429 ? '1' : undefined),
  };
}

/**
 * One line, whoever wrote it; empty where it says nothing.
 *
 * @param {Buffer} body
 */
function firstLine(body) {
  const [text = ''] = body.toString('utf8', 0, 500).split(/[\r\n]/, 1);
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/** @param {Origin | undefined} origin */
function urlOf(origin) {
  const headers = origin?.s3?.customHeaders ?? origin?.custom?.customHeaders ?? {};
  const text = headers[URL_HEADER]?.[0]?.value;
  if (text === undefined || !URL.canParse(text)) {
    return null;
  }
  const url = new URL(text);
  return url.protocol === 'https:' && LAMBDA_HOST.test(url.hostname) ? text : null;
}

/**
 * The region in a function's URL: not always the one of the settings, since a bucket that stands in
 * for another one has the function of its own region.
 *
 * @param {string} hostname such as `abc.lambda-url.eu-west-1.on.aws`
 */
export function regionOf(hostname) {
  return hostname.split('.')[2] ?? '';
}

/**
 * A path whose key nothing on the way can resolve or squeeze.
 *
 * @param {string} path of a variant
 */
function robust(path) {
  const end = path.lastIndexOf('/');
  return viewerPath(decode(path.slice(1, end)) ?? '') + path.slice(end);
}
