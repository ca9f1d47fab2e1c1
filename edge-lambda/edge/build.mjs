/**
 * Bundles the edge functions, each with its part of a configuration.
 *
 *     node build.mjs --config edge.json --out dist
 *
 * writes `<out>/<function>/index.mjs` (Lambda handler `index.handler`) for the functions
 * `viewer-request`, `viewer-request-manifest`, `origin-response` and `origin-response-manifest`, and
 * prints one line of JSON for each: `{"function", "bytes", "zippedBytes"}`. Exit status 1 where the
 * configuration is wrong (all problems on standard error) or a bundle is too large, 2 where it is
 * called wrongly.
 *
 * The configuration:
 *
 *     {
 *       "recipe": { ...the recipe file's content... },
 *       "onTheFly": { "region": "eu-central-1", "url": "https://....on.aws" },
 *       "signing": { "secretId": "name or ARN", "region": "eu-central-1" }
 *     }
 *
 * `onTheFly.url` may be left out: the origin of the variants bucket then carries it in a header
 * `x-calotype-on-the-fly`, as a deployment can fill in. `signing` may be left out: signed URLs are
 * refused then. `signing.endpoint` is that of a stand-in for Secrets Manager. The secret's text is
 * `{"keys": {"<kid>": "<32 bytes or more in base64url>"}}`, or the keys alone.
 *
 * At run time the functions need AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, on AWS,
 * AWS_SESSION_TOKEN in their environment, as the Lambda runtime gives them.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundle } from './build/bundle.mjs';
import { edgeConfigOf } from './build/edge-config.mjs';

/** @returns {{config: string, out: string} | null} */
function options() {
  try {
    const { config, out } = parseArgs({
      options: { config: { type: 'string' }, out: { type: 'string' } },
    }).values;
    return config === undefined || out === undefined ? null : { config, out };
  } catch {
    return null;
  }
}

const given = options();
if (given === null) {
  console.error('usage: node build.mjs --config FILE --out FOLDER');
  process.exit(2);
}
try {
  const config = edgeConfigOf(JSON.parse(readFileSync(given.config, 'utf8')));
  for (const size of await bundle(config, given.out)) {
    console.log(JSON.stringify(size));
  }
} catch (e) {
  console.error(`${given.config}: ${e instanceof Error ? e.message : e}`);
  process.exit(1);
}
