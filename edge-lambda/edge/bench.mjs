/**
 * How much CPU one call of each function at the edge takes.
 *
 *     node bench.mjs [--calls N] [--json FILE]
 *
 * prints, for each kind of event, the median and the 99th percentile over single calls of the
 * bundled function, in microseconds of CPU (user and system, all threads of the process, so that
 * garbage collection and compilation count). The first line of each function does nothing in the
 * same harness: what it takes is the price of measuring. A further line tells each bundle's size.
 * No two calls are of the same URL, each answer is checked, and asked for a URL again the handler
 * must make a new answer: one that did nothing, or kept answers by URL, must not win. With --json
 * the figures are written in the form of all benchmarks; the samples of a median are those of ten
 * blocks of calls.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { casesOf } from './bench/cases.mjs';
import { control, cpuUs } from './bench/measure.mjs';
import { bundle } from './build/bundle.mjs';
import { EDGE_CONFIG } from './testing/edge-config.mjs';

const { values: options } = parseArgs({
  options: { calls: { type: 'string', default: '50000' }, json: { type: 'string' } },
});
const CALLS = Number(options.calls);
if (!Number.isInteger(CALLS) || CALLS < 100 || CALLS % 100 !== 0) {
  throw new Error(`--calls: expected a multiple of 100 but got ${options.calls}`);
}

const folder = mkdtempSync(join(tmpdir(), 'calotype-bench-'));
/** @type {import('./build/bundle.mjs').Size[]} */
let sizes;
/** @type {Record<string, (event: any) => Promise<any>>} */
const handlers = {};
try {
  sizes = await bundle(EDGE_CONFIG, folder);
  for (const size of sizes) {
    handlers[size.function] = (await import(join(folder, size.function, 'index.mjs'))).handler;
  }
} finally {
  rmSync(folder, { recursive: true });
}

const runs = [];
console.log(`Node.js ${process.version}, ${CALLS} calls of each, microseconds of CPU a call`);
for (const one of casesOf(handlers)) {
  await control(one);
  const { median, p99, medians } = await cpuUs(one, CALLS);
  const name = `${one.function}: ${one.request}`;
  console.log(`${name.padEnd(56)} median ${String(median).padStart(4)}   p99 ${String(p99).padStart(4)}`);
  const params = { function: one.function, request: one.request };
  const run = { section: 'edge', name: 'cpu-per-call', unit: 'µs', better: 'lower' };
  runs.push(
    {
      ...run,
      params: { ...params, quantile: 'median' },
      median,
      low: Math.min(...medians),
      high: Math.max(...medians),
      samples: medians,
    },
    { ...run, params: { ...params, quantile: 'p99' }, median: p99, low: p99, high: p99, samples: [] },
  );
}
for (const size of sizes) {
  console.log(`${size.function.padEnd(56)} ${size.bytes} bytes, ${size.zippedBytes} zipped`);
  const { zippedBytes: bytes } = size;
  const params = { function: size.function };
  const run = { section: 'edge', name: 'bundle-size-zipped', unit: 'bytes', better: 'lower' };
  runs.push({ ...run, params, median: bytes, low: bytes, high: bytes, samples: [] });
}
if (options.json) {
  writeFileSync(options.json, JSON.stringify({ schema: 1, runs }, null, 2) + '\n');
}
