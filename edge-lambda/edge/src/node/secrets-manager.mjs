import { send } from './http-call.mjs';
import { signed } from './sigv4.mjs';

/**
 * Where the secret stands.
 *
 * @typedef {object} SecretAddress
 * @property {string} secretId its name or ARN
 * @property {string} region
 * @property {string} [endpoint] of a stand-in, in place of AWS's own
 */

/** CloudFront waits 5 s for viewer-request. */
const TIMEOUT_MS = 2_000;
const ANSWER_BYTES_MAX = 100_000;

/**
 * Asks Secrets Manager for a secret's text.
 *
 * @param {SecretAddress} address
 * @param {import('./sigv4.mjs').Credentials} credentials
 * @returns {Promise<string>}
 * @throws {Error} without anything of the secret
 */
export async function secretText({ secretId, region, endpoint }, credentials) {
  const base = new URL(endpoint ?? `https://secretsmanager.${region}.amazonaws.com`);
  const unsigned = {
    method: 'POST',
    path: '/',
    headers: {
      host: base.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.GetSecretValue',
    },
    body: JSON.stringify({ SecretId: secretId }),
  };
  const headers = signed(unsigned, {
    service: 'secretsmanager',
    region,
    credentials,
    nowMs: Date.now(),
  });
  const reply = await send({ ...unsigned, base, headers }, TIMEOUT_MS, ANSWER_BYTES_MAX);
  if (reply.status !== 200) {
    throw new Error(`expected the secret of signed URLs but Secrets Manager said ${reply.status}`);
  }
  const text = secretStringOf(reply.body.toString('utf8'));
  if (text === null) {
    throw new Error('expected the secret of signed URLs as text but got none');
  }
  return text;
}

/**
 * @param {string} body
 * @returns {string | null}
 */
function secretStringOf(body) {
  try {
    const text = JSON.parse(body)?.SecretString;
    return typeof text === 'string' ? text : null;
  } catch {
    // The parser's message would quote what stands there.
    return null;
  }
}
