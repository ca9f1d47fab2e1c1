import { STATUS_CODES } from 'node:http';

/**
 * Answers what is no request of HTTP with one line, as all else is answered: Node.js alone would
 * send a status without a word.
 *
 * @param {import('node:http').Server} server
 * @param {number} headBytesMax what the server takes
 */
export function answerMalformed(server, headBytesMax) {
  /** @type {WeakSet<import('node:stream').Duplex>} those on which an answer is under way */
  const busy = new WeakSet();
  server.on('request', ({ socket }, response) => {
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
  });
  server.on('clientError', (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    if (busy.has(socket) || !socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const [status, said] = refusal(error.code, headBytesMax);
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
        'Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n' +
        `X-Cache: Error from cloudfront\r\nContent-Length: ${said.length + 1}\r\n` +
        `Connection: close\r\n\r\n${said}\n`,
    );
  });
}

/**
 * @param {string | undefined} code of Node's parser
 * @param {number} headBytesMax
 * @returns {[number, string]} status and line, in ASCII
 */
function refusal(code, headBytesMax) {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [431, `expected a request of at most ${headBytesMax} bytes before its body but got more`];
    case 'HPE_INVALID_URL':
      return [400, 'expected a path in ASCII, the rest percent-encoded'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'expected the whole request in time but got a part of it'];
    default:
      return [400, 'expected a request of HTTP/1.1 but got one that is malformed'];
  }
}
