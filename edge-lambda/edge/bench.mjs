/**
 * How much CPU one call of viewer-request takes.
 *
 *     node bench.mjs [--calls N] [--json FILE]
 *
 * prints, for each kind of request, the median and the 99th percentile over single calls of the
 * bundled function, in microseconds of CPU (user and system, all threads of the process, so that
 * garbage collection and compilation count). The control does nothing in the same harness: what it
 * takes is the price of measuring. A further line tells each bundle's size. Each answer is checked:
 * a handler that did nothing must not win. With --json the figures are written in the form of all
 * benchmarks; the samples of a median are those of ten blocks of calls.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './build/bundle.mjs';
import { viewerRequest } from './src/cloudfront/viewer-request.mjs';
import { keysOf, verifyWith } from './src/node/signing-keys.mjs';
import { recipeOf } from './src/recipe.mjs';
import { EDGE_CONFIG } from './testing/edge-config.mjs';
import { viewerRequestEvent } from './testing/events.mjs';
import { vectors } from './testing/vectors.mjs';

const { values: options } = parseArgs({
  options: { calls: { type: 'string', default: '50000' }, json: { type: 'string' } },
});
const CALLS = Number(options.calls);
if (!Number.isInteger(CALLS) || CALLS < 100 || CALLS % 100 !== 0) {
  throw new Error(`--calls: expected a multiple of 100 but got ${options.calls}`);
}
const WARM_UP = Math.round(CALLS * 0.4);
const BLOCKS = 10;
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
const isRequest = (answer) => answer.uri !== undefined && answer.status === undefined;
const isVariant = (answer) => isRequest(answer) && /\/w[0-9]+(-[0-9]+x[0-9]+)?\.[a-z]+$/.test(answer.uri);
const isRefusal = (answer) => answer.status === '400';
const CASES = {
  control: [async (event) => event.Records[0].cf.request, MANIFEST_URL, isRequest],
  'a path alone': [handler, '/holiday/beach.jpg', isVariant],
  'a srcset’s URL': [handler, MANIFEST_URL, isVariant],
  'every parameter': [
    handler,
    '/a.jpg?w=300&h=200&aspect=4032:3024&fit=cover&ratio=4%3A3&format=auto&dpr=2.5&v=0123456789abcdef&utm=1',
    isVariant,
  ],
  'refused with 400': [handler, '/a.jpg?w=640px', isRefusal],
  'the longest key': [handler, '/' + '%C3%B6'.repeat(256) + '?w=640', isVariant],
  'a thousand parameters': [handler, '/a.jpg?' + 'x=1&'.repeat(1000), (answer) => answer !== undefined],
  signed: [withKeys, signed[2].url, isVariant],
};

/**
 * @param {(event: any) => Promise<any>} call
 * @param {string} url
 * @param {(answer: any) => boolean} isRight
 */
async function cpuUs(call, url, isRight) {
  const times = [];
  for (let i = -WARM_UP; i < CALLS; i++) {
    const event = viewerRequestEvent(url, BROWSER);
    const before = process.cpuUsage();
    const answer = await call(event);
    const { user, system } = process.cpuUsage(before);
    if (!isRight(answer)) {
      throw new Error(`${url.slice(0, 80)}: got another answer than expected: ${JSON.stringify(answer).slice(0, 300)}`);
    }
    if (i >= 0) {
      times.push(user + system);
    }
  }
  const size = CALLS / BLOCKS;
  const medians = Array.from({ length: BLOCKS }, (_, block) =>
    sorted(times.slice(block * size, (block + 1) * size)),
  ).map((block) => block[block.length / 2]);
  const all = sorted(times);
  return { median: all[CALLS / 2], p99: all[CALLS * 0.99], medians };
}

/** @param {number[]} numbers */
function sorted(numbers) {
  return numbers.sort((a, b) => a - b);
}

const runs = [];
console.log(`Node.js ${process.version}, ${CALLS} calls of each, microseconds of CPU a call`);
for (const [name, [call, url, isRight]] of Object.entries(CASES)) {
  const { median, p99, medians } = await cpuUs(call, url, isRight);
  console.log(`${name.padEnd(24)} median ${String(median).padStart(4)}   p99 ${String(p99).padStart(4)}`);
  const run = { section: 'edge', name: 'cpu-per-call', unit: 'µs', better: 'lower' };
  runs.push(
    {
      ...run,
      params: { request: name, quantile: 'median' },
      median,
      low: Math.min(...medians),
      high: Math.max(...medians),
      samples: medians,
    },
    { ...run, params: { request: name, quantile: 'p99' }, median: p99, low: p99, high: p99, samples: [] },
  );
}
for (const size of sizes) {
  console.log(`${size.function.padEnd(24)} ${size.bytes} bytes, ${size.zippedBytes} zipped`);
  const { zippedBytes: bytes } = size;
  const params = { function: size.function };
  const run = { section: 'edge', name: 'bundle-size-zipped', unit: 'bytes', better: 'lower' };
  runs.push({ ...run, params, median: bytes, low: bytes, high: bytes, samples: [] });
}
rmSync(folder, { recursive: true });
if (options.json) {
  writeFileSync(options.json, JSON.stringify({ schema: 1, runs }, null, 2) + '\n');
}
