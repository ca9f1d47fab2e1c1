/**
 * How much CPU one call of viewer-request takes.
 *
 *     node bench.mjs
 *
 * prints, for each kind of request, the median and the 99th percentile over single calls of the
 * bundled function, in microseconds of CPU (user and system, all threads of the process, so that
 * garbage collection and compilation count). The control does nothing in the same harness: what it
 * takes is the price of measuring. A further line tells each bundle's size.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './build/bundle.mjs';
import { viewerRequest } from './src/cloudfront/viewer-request.mjs';
import { keysOf, verifyWith } from './src/node/signing-keys.mjs';
import { recipeOf } from './src/recipe.mjs';
import { EDGE_CONFIG } from './testing/edge-config.mjs';
import { viewerRequestEvent } from './testing/events.mjs';
import { vectors } from './testing/vectors.mjs';

const WARM_UP = 20_000;
const CALLS = 50_000;
const BROWSER = {
  Accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  'Accept-Encoding': 'gzip, deflate, br',
  'Accept-Language': 'en-US,en;q=0.9',
  Referer: 'https://www.example.org/gallery?page=3',
};
const { secrets, now, signed } = vectors('signed-urls.json');

const folder = mkdtempSync(join(tmpdir(), 'calotype-bench-'));
const sizes = await bundle(EDGE_CONFIG, folder);
const { handler } = await import(join(folder, 'viewer-request', 'index.mjs'));
const keys = keysOf(JSON.stringify({ keys: secrets }));
const verify = verifyWith(keys, now * 1000);
const withKeys = viewerRequest(recipeOf(EDGE_CONFIG.recipe), { verifier: async () => verify });

const MANIFEST_URL = '/holiday/k%C3%B6ln.jpg?w=640&aspect=4032:3024&format=webp&v=0123456789abcdef';
const CASES = {
  control: [async (event) => event.Records[0].cf.request, MANIFEST_URL],
  'a path alone': [handler, '/holiday/beach.jpg'],
  'a srcset’s URL': [handler, MANIFEST_URL],
  'every parameter': [
    handler,
    '/a.jpg?w=300&h=200&aspect=4032:3024&fit=cover&ratio=4%3A3&format=auto&dpr=2.5&v=0123456789abcdef&utm=1',
  ],
  'refused with 400': [handler, '/a.jpg?w=640px'],
  'the longest key': [handler, '/' + '%C3%B6'.repeat(503) + '?w=640'],
  'a thousand parameters': [handler, '/a.jpg?' + 'x=1&'.repeat(1000)],
  signed: [withKeys, signed[2].url],
};

/**
 * @param {(event: any) => Promise<any>} call
 * @param {string} url
 */
async function cpuUs(call, url) {
  const times = [];
  for (let i = -WARM_UP; i < CALLS; i++) {
    const event = viewerRequestEvent(url, BROWSER);
    const before = process.cpuUsage();
    await call(event);
    const { user, system } = process.cpuUsage(before);
    if (i >= 0) {
      times.push(user + system);
    }
  }
  times.sort((a, b) => a - b);
  return { median: times[CALLS / 2], p99: times[CALLS * 0.99] };
}

console.log(`Node.js ${process.version}, ${CALLS} calls of each, microseconds of CPU a call`);
for (const [name, [call, url]] of Object.entries(CASES)) {
  const { median, p99 } = await cpuUs(call, url);
  console.log(`${name.padEnd(24)} median ${String(median).padStart(4)}   p99 ${String(p99).padStart(4)}`);
}
for (const size of sizes) {
  console.log(`${size.function.padEnd(24)} ${size.bytes} bytes, ${size.zippedBytes} zipped`);
}
rmSync(folder, { recursive: true });
