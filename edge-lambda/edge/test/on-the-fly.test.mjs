import assert from 'node:assert/strict';
import http from 'node:http';
import { after, beforeEach, describe, it } from 'node:test';
import { originResponse } from '../src/cloudfront/origin-response.mjs';
import { INLINE_BYTES_MAX, onTheFly, regionOf } from '../src/node/on-the-fly.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { awsServer, CREDENTIALS, REGION } from '../testing/aws-server.mjs';
import { originResponseEvent } from '../testing/events.mjs';
import { header, invoke } from '../testing/header-rules.mjs';
import { vectors } from '../testing/vectors.mjs';

const recipe = recipeOf(vectors('signed-urls.json').recipes.slow);
const MADE = {
  'content-type': 'image/webp',
  etag: '"e"',
  'cache-control': 'public, max-age=60',
  'x-amz-meta-v': '0123456789abcdef',
  'x-amz-meta-cache-tag': 'f00f',
};

/** What the function answers, one after the other; the last one for ever. */
let script = [];
let logged = [];
const log = (message) => logged.push(message);
const server = await awsServer('lambda', (request, response) => {
  const step = script.length > 1 ? script.shift() : script[0];
  step(response, request);
});
after(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  logged = [];
});

const make = onTheFly({ region: REGION, url: server.url }, () => CREDENTIALS, log);
const bytes = (count, status = 200, headers = MADE) => (response) =>
  response.writeHead(status, headers).end(Buffer.alloc(count, 7));
const says = (status, line, headers = {}) => (response) =>
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(line);
/** What Lambda says in the function's place. */
const foreign = (status) =>
  says(status, '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded"}', {
    'content-type': 'application/json',
  });
const order = (path = '/a.jpg/w640.webp', rest = {}) => ({ path, bytesWanted: true, ...rest });
const soon = () => Date.now() + 20_000;

describe('the function on the fly', () => {
  it('is asked with a signature that AWS’s own library would give', async () => {
    script = [bytes(3)];
    const made = await make(order('/k%C3%B6ln%20%281%29.jpg/w640-1x1.webp'), soon());
    assert.deepEqual(made, {
      contentType: 'image/webp',
      etag: '"e"',
      v: '0123456789abcdef',
      cacheTag: 'f00f',
      base64: 'BwcH',
    });
    const [{ path, headers }] = server.requests;
    assert.equal(path, '/k%C3%B6ln%20%281%29.jpg/w640-1x1.webp');
    assert.equal(headers['x-calotype-inline-bytes-max'], String(INLINE_BYTES_MAX));
    assert.equal(headers['x-amz-security-token'], CREDENTIALS.sessionToken);
  });

  for (const [path, sent] of [
    ['/a//b.jpg/w640.webp', '/a%2F%2Fb.jpg/w640.webp'],
    ['//b.jpg/w640.webp', '/%2Fb.jpg/w640.webp'],
    ['/a/../b.jpg/w640.webp', '/a%2F..%2Fb.jpg/w640.webp'],
    ['/a/./b/w640.webp', '/a%2F.%2Fb/w640.webp'],
    ['/a.jpg//w640.webp', '/a.jpg%2F/w640.webp'],
  ]) {
    it(`is sent ${sent} for ${path}, which nothing on the way resolves`, async () => {
      script = [bytes(1)];
      assert.ok('base64' in (await make(order(path), soon())));
      assert.equal(server.requests[0].path, sent);
    });
  }

  it('is asked for no bytes where none are wanted', async () => {
    script = [bytes(0, 204)];
    const made = await make(order(undefined, { bytesWanted: false }), soon());
    assert.equal(made.base64, null);
    assert.equal(made.contentType, 'image/webp');
    assert.equal(server.requests[0].headers['x-calotype-inline-bytes-max'], '0');
  });

  for (const [status, line] of [
    [404, 'expected a known picture but got "a.jpg"'],
    [409, 'expected an original that can be read but its storage class is archived'],
    [413, 'expected at most 100 pixels but got 101'],
    [415, 'expected an image'],
    [422, 'expected a whole file'],
  ]) {
    it(`says ${status} once, and in its own words`, async () => {
      script = [says(status, line + '\n<second line>', { 'cache-control': 'public, max-age=60' })];
      const { message, cacheControl, ...rest } = await make(order(), soon());
      assert.deepEqual([rest.status, message, cacheControl], [status, line, 'public, max-age=60']);
      assert.equal(server.requests.length, 1);
    });
  }

  it('is not asked again at 429, and tells when to', async () => {
    script = [says(429, 'busy', { 'retry-after': '3' })];
    const refused = await make(order(), soon());
    assert.deepEqual([refused.status, refused.retryAfter], [429, '3']);
    assert.equal(server.requests.length, 1);
  });

  it('tells when to ask again where Lambda itself has throttled it', async () => {
    script = [foreign(429)];
    const refused = await make(order(), soon());
    assert.deepEqual([refused.status, refused.retryAfter], [429, '1']);
    assert.match(refused.message, /^expected fewer pictures .* but got too many/);
    assert.equal(server.requests.length, 1);
  });

  for (const status of [400, 404, 409, 413, 415, 422, 429, 504]) {
    it(`speaks to viewers in our words where ${status} is not its own`, async () => {
      for (const step of [foreign(status), says(status, '')]) {
        script = [step];
        const { message, ...rest } = await make(order(), soon());
        assert.equal(rest.status, status);
        assert.match(message, /^expected \S.* but (got|it took) \S/);
        assert.doesNotMatch(message, /Reason/);
      }
    });
  }

  it('is not asked again at 504: it has taken its time', async () => {
    script = [says(504, 'too slow')];
    assert.equal((await make(order(), soon())).status, 504);
    assert.equal(server.requests.length, 1);
  });

  for (const status of [500, 502, 503]) {
    it(`is asked once more at ${status}`, async () => {
      script = [says(status, 'x'), bytes(3)];
      assert.equal((await make(order(), soon())).base64, 'BwcH');
      assert.equal(server.requests.length, 2);
    });
  }

  it('is asked twice at most', async () => {
    script = [says(500, '<b>secret trace</b>')];
    const refused = await make(order(), soon());
    assert.equal(refused.status, 502);
    assert.equal(refused.message, 'expected the picture to be rendered but it failed');
    assert.equal(server.requests.length, 2);
  });

  it('is asked once more where the connection breaks', async () => {
    script = [(response) => response.destroy(), bytes(3)];
    assert.equal((await make(order(), soon())).base64, 'BwcH');
  });

  it('is asked once more where the answer breaks off', async () => {
    script = [
      (response) => {
        response.writeHead(200, { ...MADE, 'content-length': 100 }).write('half');
        setTimeout(() => response.destroy(), 20);
      },
      bytes(3),
    ];
    assert.equal((await make(order(), soon())).base64, 'BwcH');
  });

  it('that never answers is given up in time, and not asked again', async () => {
    script = [() => {}];
    const refused = await make(order(), Date.now() + 200);
    assert.equal(refused.status, 504);
    assert.equal(server.requests.length, 1);
  });

  it('that drips is given up in time', async () => {
    script = [
      (response) => {
        response.writeHead(200, MADE);
        const drops = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drops));
      },
    ];
    assert.equal((await make(order(), Date.now() + 300)).status, 504);
  });

  it('is not asked again where no time is left', async () => {
    script = [says(500, 'x')];
    assert.equal((await make(order(), Date.now() + 900)).status, 504);
    assert.equal(server.requests.length, 1);
  });

  for (const [name, step] of [
    ['more than was asked for', bytes(INLINE_BYTES_MAX + 1)],
    ['no image', bytes(3, 200, { ...MADE, 'content-type': 'text/html' })],
    ['no entity tag', bytes(3, 200, { 'content-type': 'image/webp' })],
    ['a redirect', says(302, '', { location: 'http://127.0.0.1/' })],
    ['401', says(401, 'x')],
  ]) {
    it(`that answers ${name} has failed`, async () => {
      script = [step];
      assert.equal((await make(order(), soon())).status, 502);
    });
  }

  it('that refuses the signature has failed, which no viewer sees as 403', async () => {
    const wrong = { ...CREDENTIALS, secretAccessKey: 'x'.repeat(40) };
    const refused = await onTheFly({ region: REGION, url: server.url }, () => wrong, log)(
      order(),
      soon(),
    );
    assert.equal(refused.status, 502);
    assert.equal(logged.at(-1), 'on the fly: answered 403');
    assert.ok(!logged.join().includes(wrong.secretAccessKey));
  });

  it('that nobody listens for has failed', async () => {
    const closed = await new Promise((resolve) => {
      const gone = http.createServer().listen(0, '127.0.0.1', () => {
        const { port } = gone.address();
        gone.close(() => resolve(port));
      });
    });
    const url = `http://127.0.0.1:${closed}`;
    const refused = await onTheFly({ region: REGION, url }, () => CREDENTIALS, log)(order(), soon());
    assert.equal(refused.status, 502);
  });

  it('is where the origin’s header says, if that is a function’s URL', async () => {
    const byOrigin = onTheFly({ region: REGION }, () => CREDENTIALS, log);
    for (const value of [
      undefined,
      'no url',
      'https://evil.example/',
      'https://abc.lambda-url.eu-central-1.on.aws.evil.example/',
      'http://abc.lambda-url.eu-central-1.on.aws/',
    ]) {
      const customHeaders = { 'x-calotype-on-the-fly': [{ value }] };
      const origin = { s3: value === undefined ? {} : { customHeaders } };
      assert.equal((await byOrigin(order(undefined, { origin }), soon())).status, 502);
      assert.match(logged.at(-1), /expected the function's URL/);
    }
  });
});

describe('the region of a function by its URL', () => {
  it('is that of the URL, since a second region’s bucket has a function of its own', () => {
    assert.equal(regionOf('abc123.lambda-url.eu-west-1.on.aws'), 'eu-west-1');
    assert.equal(regionOf('abc123.lambda-url.ap-southeast-2.on.aws'), 'ap-southeast-2');
  });
});

describe('origin-response with the function', () => {
  const handler = originResponse(recipe, make);
  const answer = (rest = {}) => invoke(handler, originResponseEvent('/a.jpg/w640.webp', rest));

  it('answers the largest picture that fits, byte for byte', async () => {
    script = [bytes(INLINE_BYTES_MAX)];
    const response = await answer({ querystring: 'v=0123456789abcdef' });
    assert.equal(response.status, '200');
    assert.ok(Buffer.from(response.body, 'base64').equals(Buffer.alloc(INLINE_BYTES_MAX, 7)));
    assert.equal(header(response, 'cache-control'), 'public, max-age=31536000, immutable');
  });

  it('redirects for one that is stored since it is a byte larger', async () => {
    script = [
      (response, { headers }) =>
        INLINE_BYTES_MAX + 1 > Number(headers['x-calotype-inline-bytes-max'])
          ? response.writeHead(204, MADE).end()
          : response.writeHead(500).end(),
    ];
    const response = await answer();
    assert.equal(response.status, '302');
    assert.equal(header(response, 'location'), '/a.jpg?w=640&again=1');
  });

  it('passes a refusal on in one line', async () => {
    script = [says(413, 'expected at most 10 bytes but got 11\r\nSet-Cookie: x=1')];
    const response = await answer({ status: 403 });
    assert.equal(response.status, '413');
    assert.equal(response.body, 'expected at most 10 bytes but got 11\n');
  });

  it('answers a hundred at once', async () => {
    script = [bytes(1000)];
    const responses = await Promise.all(Array.from({ length: 100 }, () => answer()));
    assert.ok(responses.every(({ status }) => status === '200'));
  });
});
