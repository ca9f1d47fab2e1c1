import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { edgeConfigOf } from '../build/edge-config.mjs';
import { EDGE_CONFIG } from '../testing/edge-config.mjs';
import { originResponseEvent, viewerRequestEvent } from '../testing/events.mjs';

const folder = mkdtempSync(join(tmpdir(), 'calotype-edge-'));
after(() => rmSync(folder, { recursive: true }));

function build(config, ...args) {
  const file = join(folder, 'config.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  const script = fileURLToPath(new URL('../build.mjs', import.meta.url));
  const given = args.length > 0 ? args : ['--config', file, '--out', join(folder, 'dist')];
  return spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' });
}

describe('the build', () => {
  const built = build(EDGE_CONFIG);
  const sizes = built.stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line));
  const code = (name) => readFileSync(join(folder, 'dist', name, 'index.mjs'), 'utf8');

  it('writes one file for each function', () => {
    assert.equal(built.stderr, '');
    assert.equal(built.status, 0);
    const names = [
      'origin-response',
      'origin-response-manifest',
      'viewer-request',
      'viewer-request-manifest',
    ];
    assert.deepEqual(readdirSync(join(folder, 'dist')).sort(), names);
    assert.deepEqual(sizes.map((size) => size.function).sort(), names);
  });

  it('stays far below the megabyte that CloudFront takes', () => {
    for (const { bytes, zippedBytes } of sizes) {
      assert.ok(zippedBytes < bytes && zippedBytes < 50_000, `${zippedBytes}`);
    }
  });

  it('gives each function its own part of the configuration', () => {
    assert.match(code('viewer-request'), /calotype\/signed-urls/);
    assert.doesNotMatch(code('viewer-request'), /lambda-url\.eu-central-1/);
    assert.match(code('origin-response'), /lambda-url\.eu-central-1/);
    assert.doesNotMatch(code('origin-response'), /calotype\/signed-urls/);
  });

  it('tells nothing of the machine that built it', () => {
    for (const { function: name } of sizes) {
      assert.ok(!code(name).includes(process.cwd()) && !code(name).includes(folder));
    }
  });

  it('writes the same bytes each time', () => {
    const before = sizes.map((size) => code(size.function));
    assert.equal(build(EDGE_CONFIG).status, 0);
    assert.deepEqual(sizes.map((size) => code(size.function)), before);
  });

  it('makes functions that run with nothing in their environment', async () => {
    const event = viewerRequestEvent('/a.jpg?w=300', { accept: 'image/webp' });
    assert.equal((await run('viewer-request', event)).uri, '/a.jpg/w320.webp');
    const manifest = viewerRequestEvent('/_calotype/manifest/a.jpg');
    const rewritten = await run('viewer-request-manifest', manifest);
    assert.equal(rewritten.uri, '/a.jpg/manifest.json');
    const stored = originResponseEvent('/a.jpg/w320.webp', { status: 200 });
    assert.equal((await run('origin-response', stored)).status, '200');
    const missing = originResponseEvent('/a.jpg/manifest.json', { status: 403 });
    assert.equal((await run('origin-response-manifest', missing)).status, '404');
  });

  /** In a worker without environment, as the Lambda runtime calls `index.handler`. */
  function run(name, event) {
    const source =
      `const { parentPort, workerData } = require('node:worker_threads');` +
      `import(workerData.file).then(async ({ handler }) =>` +
      `  parentPort.postMessage(await handler(workerData.event)));`;
    const file = join(folder, 'dist', name, 'index.mjs');
    const worker = new Worker(source, { eval: true, env: {}, workerData: { file, event } });
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  }

  it('says what is wrong in a configuration, all at once', () => {
    const { status, stderr } = build({
      onTheFly: { url: 'ftp://x', region: 'a b', secret: 'x' },
      signing: [],
      extra: 1,
    });
    assert.equal(status, 1);
    for (const problem of [
      'extra: expected recipe, onTheFly or signing',
      'recipe: expected a recipe with widths and formats',
      'onTheFly.secret: expected one of region, url',
      'onTheFly.region: expected a text',
      'onTheFly.url: expected an http or https URL',
      'signing: expected an object',
    ]) {
      assert.ok(stderr.includes(problem), stderr);
    }
  });

  it('says so where there is no configuration', () => {
    assert.equal(build('{').status, 1);
    assert.equal(build('[]').status, 1);
    assert.equal(build('', '--config', join(folder, 'none'), '--out', folder).status, 1);
  });

  it('says how it is called', () => {
    for (const args of [['--config', 'x'], ['--out', 'x'], ['--what'], ['x']]) {
      const { status, stderr } = build('', ...args);
      assert.equal(status, 2);
      assert.match(stderr, /^usage: node build\.mjs/);
    }
  });
});

describe('a configuration', () => {
  it('may leave out what a deployment fills in, and signed URLs', () => {
    const { signing, ...rest } = EDGE_CONFIG;
    const config = { ...rest, onTheFly: { region: 'eu-central-1' } };
    assert.ok(signing !== undefined && edgeConfigOf(config) === config);
  });

  it('needs a region and a secret', () => {
    assert.throws(() => edgeConfigOf({ ...EDGE_CONFIG, onTheFly: {} }), /onTheFly.region/);
    assert.throws(
      () => edgeConfigOf({ ...EDGE_CONFIG, signing: { region: 'x', secretId: '' } }),
      /^Error: signing.secretId: expected a text$/,
    );
    assert.throws(() => edgeConfigOf({ recipe: EDGE_CONFIG.recipe }), /onTheFly: expected an object/);
  });
});
