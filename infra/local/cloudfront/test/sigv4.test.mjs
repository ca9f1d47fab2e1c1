import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodedOnce, signatureFault, signedForS3 } from '../src/sigv4.mjs';

describe('signatures', () => {
  // "Authenticating Requests: Using the Authorization Header", example GET Object, in the Amazon S3
  // API Reference.
  it('for S3 are those of its documentation', () => {
    const { authorization } = signedForS3(
      {
        host: 'examplebucket.s3.amazonaws.com',
        path: '/test.txt',
        querystring: '',
        headers: { range: 'bytes=0-9' },
      },
      'us-east-1',
      {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
      new Date('2013-05-24T00:00:00Z'),
    );
    assert.match(
      authorization,
      /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
    );
  });

  // "get-vanilla" of the Signature Version 4 test suite.
  const keys = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };
  const now = new Date('2015-08-30T12:36:00Z');
  const vanilla = {
    method: 'GET',
    path: '/',
    querystring: '',
    body: Buffer.alloc(0),
    headers: {
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        'SignedHeaders=host;x-amz-date, ' +
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    },
  };

  it('of other services are taken where they are right', () => {
    assert.equal(signatureFault(vanilla, 'service', keys, now), null);
  });
  it('of other services are refused where anything differs', () => {
    const fault = (change) => signatureFault({ ...vanilla, ...change }, 'service', keys, now);
    assert.match(fault({ path: '/x' }), /does not match/);
    assert.match(fault({ method: 'POST' }), /does not match/);
    assert.match(fault({ querystring: 'a=b' }), /does not match/);
    assert.match(fault({ body: Buffer.from('x') }), /does not match/);
    assert.match(fault({ headers: {} }), /expected an Authorization header/);
    assert.match(fault({ headers: { ...vanilla.headers, host: 'other' } }), /does not match/);
    assert.match(signatureFault(vanilla, 's3', keys, now), /signing for s3/);
    const otherKey = { ...keys, accessKeyId: 'other' };
    assert.match(signatureFault(vanilla, 'service', otherKey, now), /own access key/);
    const otherSecret = { ...keys, secretAccessKey: 'other' };
    assert.match(signatureFault(vanilla, 'service', otherSecret, now), /does not match/);
    const later = new Date('2015-08-30T12:51:01Z');
    assert.match(signatureFault(vanilla, 'service', keys, later), /15 minutes/);
  });
  it('spell paths as S3 does, whatever came', () => {
    assert.equal(encodedOnce("/a%20b/%c3%bc'(~)+%2B"), '/a%20b/%C3%BC%27%28~%29%2B%2B');
    assert.equal(encodedOnce('/a%2Fb//c/../d'), '/a/b//c/../d');
    assert.equal(encodedOnce('/%FF'), '/%FF');
  });
});
