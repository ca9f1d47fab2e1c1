import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { secretText } from '../src/node/secrets-manager.mjs';
import { awsServer, CREDENTIALS, REGION } from '../testing/aws-server.mjs';

let answer = (response) => response.end();
const server = await awsServer('secretsmanager', (request, response) => answer(response));
after(() => server.close());
const address = { secretId: 'calotype/urls', region: REGION, endpoint: server.url };

describe('Secrets Manager', () => {
  it('is asked for one secret, signed as AWS’s own library signs', async () => {
    answer = (response) => response.end(JSON.stringify({ SecretString: 'köln' }));
    assert.equal(await secretText(address, CREDENTIALS), 'köln');
    const [{ headers, body, path }] = server.requests;
    assert.equal(path, '/');
    assert.equal(headers['x-amz-target'], 'secretsmanager.GetSecretValue');
    assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
    assert.deepEqual(JSON.parse(body), { SecretId: 'calotype/urls' });
  });

  for (const [name, status, body] of [
    ['no access', 400, '{"__type":"AccessDeniedException","x":"xyzzy"}'],
    ['its own fault', 500, 'xyzzy'],
    ['a binary secret', 200, '{"SecretBinary":"xyzzy"}'],
    ['broken JSON', 200, 'xyzzy'],
  ]) {
    it(`that answers ${name} is an error that quotes nothing`, async () => {
      answer = (response) => response.writeHead(status).end(body);
      await assert.rejects(
        secretText(address, CREDENTIALS),
        (e) => /^expected the secret/.test(e.message) && !e.message.includes('xyzzy'),
      );
    });
  }

  it('that answers without end is an error', async () => {
    answer = (response) => response.end('x'.repeat(200_000));
    await assert.rejects(secretText(address, CREDENTIALS), /more than 100000 bytes/);
  });
});
