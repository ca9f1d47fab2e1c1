/**
 * Events as CloudFront sends them, with all that they hold; after the examples in AWS's
 * documentation of Lambda@Edge's event structure.
 */

const CONFIG = {
  distributionDomainName: 'd111111abcdef8.cloudfront.net',
  distributionId: 'EDFDVBD6EXAMPLE',
  requestId: '4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==',
};

/** Headers by name as CloudFront has them: `{Accept: 'x'}` becomes `{accept: [{key, value}]}`. */
export function headersOf(plain) {
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [
      key.toLowerCase(),
      [value].flat().map((one) => ({ key, value: one })),
    ]),
  );
}

/**
 * @param {string} url path and query
 * @param {Record<string, string | string[]>} [headers]
 * @param {string} [method]
 */
export function viewerRequestEvent(url, headers = {}, method = 'GET') {
  const [uri, ...query] = url.split('?');
  return {
    Records: [
      {
        cf: {
          config: { ...CONFIG, eventType: 'viewer-request' },
          request: {
            clientIp: '203.0.113.178',
            headers: headersOf({
              Host: 'd111111abcdef8.cloudfront.net',
              'User-Agent': 'curl/7.66.0',
              ...headers,
            }),
            method,
            querystring: query.join('?'),
            uri,
          },
        },
      },
    ],
  };
}

/**
 * @param {string} uri as viewer-request has rewritten it
 * @param {object} rest
 * @param {string} [rest.querystring]
 * @param {string} [rest.method]
 * @param {string | null} [rest.query] what viewer-request told; null where it was not forwarded
 * @param {string | number} [rest.status] of the bucket
 * @param {Record<string, string>} [rest.headers] of the bucket's answer
 * @param {Record<string, string>} [rest.originHeaders] custom headers of the origin
 */
export function originResponseEvent(
  uri,
  { querystring = '', method = 'GET', query = '?w=640', status = 404, headers = {}, originHeaders = {} },
) {
  return {
    Records: [
      {
        cf: {
          config: { ...CONFIG, eventType: 'origin-response' },
          request: {
            clientIp: '203.0.113.178',
            headers: headersOf({
              'X-Forwarded-For': '203.0.113.178',
              'User-Agent': 'Amazon CloudFront',
              Via: '2.0 8f22423015641505b8c857a37450d6c0.cloudfront.net (CloudFront)',
              Host: 'calotype-variants.s3.eu-central-1.amazonaws.com',
              'Cache-Control': 'no-cache',
              ...(query === null ? {} : { 'x-calotype-query': query }),
            }),
            method,
            origin: {
              s3: {
                authMethod: 'none',
                customHeaders: headersOf(originHeaders),
                domainName: 'calotype-variants.s3.eu-central-1.amazonaws.com',
                path: '',
                region: 'eu-central-1',
              },
            },
            querystring,
            uri,
          },
          response: {
            headers: headersOf({
              Date: 'Mon, 13 Apr 2026 20:12:38 GMT',
              Server: 'AmazonS3',
              'Transfer-Encoding': 'chunked',
              'x-amz-request-id': 'EXAMPLE',
              'x-amz-id-2': 'EXAMPLE',
              ...(Number(status) < 400 ? STORED : { 'Content-Type': 'application/xml' }),
              ...headers,
            }),
            status: String(status),
            statusDescription: 'as the bucket says',
          },
        },
      },
    ],
  };
}

const STORED = {
  'Content-Type': 'image/webp',
  ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
  'Last-Modified': 'Mon, 13 Apr 2026 20:12:38 GMT',
  'Accept-Ranges': 'bytes',
  'Content-Length': '12345',
  'x-amz-meta-v': '0123456789abcdef',
  'x-amz-meta-cache-tag': 'f00f00f00f00f00f',
  'x-amz-meta-source-etag': 'secret-of-the-house',
  'x-amz-meta-fingerprint': '1111111111111111',
  'x-amz-version-id': 'EXAMPLE',
  'x-amz-server-side-encryption': 'AES256',
};
