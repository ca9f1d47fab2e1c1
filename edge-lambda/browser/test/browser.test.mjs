import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeholderUrl } from '../calotype.mjs';

const CHROMIUM = '/usr/bin/chromium';

/** Now and then a browser starts and never opens its page. */
const STARTS_MAX = 3;
const PAGE_MS_MAX = 60_000;
const REMOVALS_MAX = 50;
const REMOVAL_PAUSE_MS = 200;
const EXIT_MS_MAX = 10_000;
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
  { skip: !existsSync(CHROMIUM) && `there is no ${CHROMIUM}` },
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
    try {
      const seen = await whatPageTells(`http://127.0.0.1:${server.address().port}/`, promise);
      assert.equal(seen.chosen, '?w=640&format=webp');
      assert.equal(seen.alt, '"><script>');
      assert.equal(seen.scripts, 1);
      assert.match(seen.before, /url\("data:image\/png;base64,.*rgb\(30, 144, 255\)/);
      assert.equal(seen.after, '');
      assert.equal(seen.fromElement, seen.fromHtml);
      assert.deepEqual(seen.violations, []);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
);

/**
 * Opens a page, in another browser where one does not come to it. A test's own limit of time would
 * leave server and browser behind, and with them a process that never ends.
 */
async function whatPageTells(url, told) {
  for (let start = 1; ; start++) {
    const browser = openBrowser(url);
    const late = new AbortController();
    try {
      const seen = await Promise.race([
        told,
        sleep(PAGE_MS_MAX, undefined, { signal: late.signal }),
      ]);
      if (seen !== undefined) {
        return seen;
      }
      if (start === STARTS_MAX) {
        throw new Error(
          `expected the page to tell what it saw within ${PAGE_MS_MAX / 1000} s of one of ` +
            `${STARTS_MAX} starts of ${CHROMIUM}; the last one wrote:\n${browser.log()}`,
        );
      }
    } finally {
      late.abort();
      await browser.close();
    }
  }
}

/** A browser with one page, at two pixels of the screen for each of the page's. */
function openBrowser(url) {
  const folder = mkdtempSync(join(tmpdir(), 'calotype-browser-'));
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'w');
  const browser = spawn(
    CHROMIUM,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--no-first-run',
      // It asks nobody but the test's own server.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-device-scale-factor=2',
      `--user-data-dir=${join(folder, 'profile')}`,
      url,
    ],
    { stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  return {
    log: () => readFileSync(logFile, 'utf8').slice(-4000),
    async close() {
      browser.kill();
      const hard = setTimeout(() => browser.kill('SIGKILL'), EXIT_MS_MAX);
      await ended;
      clearTimeout(hard);
      await removeOnceQuiet(folder);
    },
  };
}

/**
 * The browser's children end a moment after it, and write into its profile until then. Node's own
 * retries do not help: they look for files once, and then only try to remove the folder again.
 */
async function removeOnceQuiet(folder) {
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (e) {
      if (e.code !== 'ENOTEMPTY' || attempt === REMOVALS_MAX) {
        throw e;
      }
      await sleep(REMOVAL_PAUSE_MS);
    }
  }
}
