import { build } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

/**
 * @typedef {import('./edge-config.mjs').EdgeConfig} EdgeConfig
 * @typedef {{function: string, bytes: number, zippedBytes: number}} Size
 */

/** Each function with the parts of the configuration that it needs, and no others. */
const FUNCTIONS = /** @type {const} */ ({
  'viewer-request': ['recipe', 'signing'],
  'viewer-request-manifest': [],
  'origin-response': ['recipe', 'onTheFly'],
  'origin-response-manifest': [],
});

/** What CloudFront takes for a viewer event: 1 MB, zipped. */
const ZIPPED_BYTES_MAX = 1_000_000;

/**
 * Writes `<folder>/<function>/index.mjs` for each function.
 *
 * @param {EdgeConfig} config
 * @param {string} folder
 * @returns {Promise<Size[]>}
 */
export async function bundle(config, folder) {
  /** @type {Size[]} */
  const sizes = [];
  for (const [name, parts] of Object.entries(FUNCTIONS)) {
    const code = await codeOf(name, Object.fromEntries(parts.map((part) => [part, config[part]])));
    // A zip's own records: 22 bytes at its end, and two of some 40 around each name.
    const zippedBytes = deflateRawSync(code, { level: 9 }).length + 150;
    if (zippedBytes > ZIPPED_BYTES_MAX) {
      throw new Error(`${name}: expected at most ${ZIPPED_BYTES_MAX} bytes but got ${zippedBytes}`);
    }
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.mjs'), code);
    sizes.push({ function: name, bytes: code.length, zippedBytes });
  }
  return sizes;
}

/**
 * @param {string} name
 * @param {object} config
 */
async function codeOf(name, config) {
  const { outputFiles } = await build({
    stdin: {
      contents:
        `import { handlerOf } from './${name}.mjs';\n` +
        `export const handler = handlerOf(${JSON.stringify(config)});\n`,
      resolveDir: fileURLToPath(new URL('../src/entry/', import.meta.url)),
      sourcefile: `${name}-with-config.mjs`,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) {
    throw new Error(`${name}: expected a bundle but got none`);
  }
  return file.contents;
}
