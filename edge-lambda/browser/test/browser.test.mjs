import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { placeholderUrl } from '../calotype.mjs';

const CHROMIUM = '/usr/bin/chromium';
const THUMB_HASH = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
const MANIFEST = {
  state: 'ready',
  width: 1600,
  height: 800,
  dominantColor: '#1e90ff',
  thumbHash: THUMB_HASH,
  srcset: Object.fromEntries(
    ['jpeg', 'webp'].map((format) => [
      format,
      [160, 320, 640, 1080].map((w) => `/a.jpg?w=${w}&format=${format} ${w}w`).join(', '),
    ]),
  ),
};
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:";
const file = (name) => readFileSync(new URL(name, import.meta.url));
const png = Buffer.from(
  placeholderUrl(MANIFEST).replace('data:image/png;base64,', ''),
  'base64',
);
const PAGES = {
  '/': ['text/html', file('../testing/page.html')],
  '/page.mjs': ['text/javascript', file('../testing/page.mjs')],
  '/calotype.mjs': ['text/javascript', file('../calotype.mjs')],
  '/thumbhash.mjs': ['text/javascript', file('../thumbhash.mjs')],
  '/_calotype/manifest/a.jpg': ['application/json', JSON.stringify(MANIFEST)],
  '/a.jpg': ['image/png', png],
};

it(
  'shows a picture in a real browser, which chooses WebP and the width that fits',
  { skip: !existsSync(CHROMIUM) && `there is no ${CHROMIUM}`, timeout: 300_000 },
  async () => {
    /** @type {(seen: any) => void} */
    let resolve = () => {};
    const promise = new Promise((told) => (resolve = told));
    const server = http.createServer(async (request, response) => {
      if (request.method === 'POST') {
        resolve(JSON.parse(await text(request)));
        response.end();
        return;
      }
      const [type, body] = PAGES[request.url.split('?')[0]] ?? ['text/plain', ''];
      response.writeHead(body === '' ? 404 : 200, {
        'content-type': type,
        'content-security-policy': POLICY,
      });
      response.end(body);
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    const close = openBrowser(`http://127.0.0.1:${server.address().port}/`);
    try {
      const seen = await promise;
      assert.equal(seen.chosen, '?w=640&format=webp');
      assert.equal(seen.alt, '"><script>');
      assert.equal(seen.scripts, 1);
      assert.match(seen.before, /url\("data:image\/png;base64,.*rgb\(30, 144, 255\)/);
      assert.equal(seen.after, '');
      assert.equal(seen.fromElement, seen.fromHtml);
      assert.deepEqual(seen.violations, []);
    } finally {
      await close();
      server.closeAllConnections();
      server.close();
    }
  },
);

/** Opens a page, at two pixels of the screen for each of the page's; gives what closes it again. */
function openBrowser(url) {
  const profile = mkdtempSync(join(tmpdir(), 'calotype-browser-'));
  const browser = spawn(
    CHROMIUM,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--no-first-run',
      '--force-device-scale-factor=2',
      `--user-data-dir=${profile}`,
      url,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => browser.once('close', resolve));
  return async () => {
    browser.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
}
