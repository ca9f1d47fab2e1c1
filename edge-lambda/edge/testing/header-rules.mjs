import assert from 'node:assert/strict';

/**
 * What CloudFront refuses with a 502, whatever else is right.
 *
 * Source: "Restrictions on edge functions" and "Quotas" in the CloudFront developer guide.
 */

const FORBIDDEN =
  /^(connection|expect|keep-alive|proxy-.*|trailer|upgrade|x-accel-.*|x-amz-cf-.*|x-cache.*|x-edge-.*|x-forwarded-proto|x-real-ip)$/;
const READ_ONLY = {
  'viewer-request': ['content-length', 'host', 'transfer-encoding', 'via'],
  'origin-response': ['transfer-encoding', 'via'],
};
const GENERATED_BYTES_MAX = { 'viewer-request': 40_000, 'origin-response': 1_000_000 };
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Calls a handler as CloudFront does and checks what comes back.
 *
 * @param {(event: any) => any} handler
 * @param {any} event
 * @returns {Promise<any>} the request or response
 */
export async function invoke(handler, event) {
  const { cf } = structuredClone(event.Records[0]);
  const type = cf.config.eventType;
  const result = JSON.parse(JSON.stringify(await handler(event)));
  const before = (type === 'origin-response' ? cf.response : cf.request).headers;
  const generated = type === 'viewer-request' && 'status' in result;
  if (!generated) {
    for (const name of READ_ONLY[type]) {
      assert.deepEqual(values(result.headers[name]), values(before[name]), `${name} is read-only`);
    }
  }
  for (const [name, lines] of Object.entries(result.headers)) {
    assert.equal(name, name.toLowerCase());
    assert.ok(Array.isArray(lines) && lines.length > 0, `${name} has no value`);
    for (const { key, value } of lines) {
      assert.equal((key ?? name).toLowerCase(), name);
      assert.match(name, TOKEN);
      assert.match(value, /^[\t\x20-\x7e]*$/, `${name} is no header value`);
    }
    if (FORBIDDEN.test(name)) {
      assert.deepEqual(values(lines), values(before[name]), `${name} must not be set`);
    }
  }
  if ('status' in result) {
    checkResponse(result, type);
  }
  return result;
}

function checkResponse(response, type) {
  assert.match(response.status, /^[1-5][0-9]{2}$/);
  const bytes = JSON.stringify(response.headers).length + (response.body ?? '').length;
  assert.ok(bytes <= GENERATED_BYTES_MAX[type], `${bytes} bytes are too many for ${type}`);
  if (response.bodyEncoding === 'text') {
    assert.match(response.body, /^[^\r\n]{1,300}\n$/, 'expected one line');
    assert.equal(header(response, 'content-type'), 'text/plain; charset=utf-8');
  }
}

const values = (lines) => lines?.map((line) => line.value);

/** A header's value in a CloudFront request or response. */
export function header({ headers }, name) {
  return headers[name]?.[0].value;
}
