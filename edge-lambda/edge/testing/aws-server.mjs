import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import http from 'node:http';

export const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'a/session+token==',
};
export const REGION = 'eu-central-1';

/**
 * The signature that AWS's own library gives a request.
 *
 * @param {string} service
 * @param {{method: string, path: string, headers: Record<string, string>, body?: string}} request
 * @param {Date} signingDate
 */
export async function signatureByAws(service, { method, path, headers, body = '' }, signingDate) {
  const signer = new SignatureV4({
    service,
    region: REGION,
    credentials: CREDENTIALS,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    { method, path, headers: { ...headers }, body, protocol: 'https:', hostname: headers.host, query: {} },
    { signingDate },
  );
  return signed.headers.authorization;
}

/**
 * A server of AWS's: answers only what is signed as AWS's own library signs it, else 403.
 *
 * @param {string} service
 * @param {(request: {path: string, headers: any, body: string}, response: http.ServerResponse) => void} answer
 */
export async function awsServer(service, answer) {
  /** @type {{path: string, headers: any, body: string}[]} */
  const requests = [];
  const server = http.createServer(async (message, response) => {
    let body = '';
    for await (const chunk of message) {
      body += chunk;
    }
    const { authorization = '', ...headers } = message.headers;
    const names = /SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(';') ?? [];
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
    const time = String(headers['x-amz-date']).replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    const request = { method: message.method, path: message.url, headers: signed, body };
    const expected = await signatureByAws(service, request, new Date(time));
    if (authorization !== expected) {
      response.writeHead(403).end('{"Message":"Forbidden"}');
      return;
    }
    requests.push({ path: message.url, headers, body });
    answer({ path: message.url, headers, body }, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
