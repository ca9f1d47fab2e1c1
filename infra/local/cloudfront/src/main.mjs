/**
 * The stand-in for CloudFront and Lambda@Edge on one machine. Reads its settings from the first
 * line of standard input, says where it listens, and ends when standard input closes, so that no
 * kill of its parent leaves it behind. What a terminal sends to all that it runs (Ctrl-C, Ctrl-\, its
 * end) is left to the parent, which would take an earlier end for a failure.
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Admin } from './admin.mjs';
import { Cache } from './cache.mjs';
import { Behaviours } from './delivery.mjs';
import { Distribution } from './distribution.mjs';
import { EdgeFunction } from './edge-function.mjs';
import { FrontDoor } from './front-door.mjs';
import { Invalidations } from './invalidations.mjs';
import { ApiOrigin, BucketOrigin } from './origins.mjs';
import { read } from './settings.mjs';

const PORT_TAKEN = 98;
const TERMINALS_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGHUP']);

/** @param {string} line */
function log(line) {
  process.stderr.write(line.replace(/\s+/g, ' ') + '\n');
}

/** @param {import('./settings.mjs').Settings} settings */
async function start(settings) {
  const { accessKeyId, secretAccessKey, region, delivery, distributionId } = settings;
  const keys = { accessKeyId, secretAccessKey };
  const buckets = new Map();
  const apis = new Map();
  for (const [name, origin] of Object.entries(settings.origins)) {
    const { endpoint, bucket, mayList = false, customHeaders } = origin;
    if (bucket === undefined) {
      apis.set(name, new ApiOrigin({ endpoint: new URL(endpoint) }));
    } else {
      const url = new URL(endpoint);
      buckets.set(
        name,
        new BucketOrigin({ endpoint: url, bucket, region, keys, mayList, customHeaders }),
      );
    }
  }
  const functions = new Map(
    Object.entries(settings.functions).map(([name, path]) => [
      name,
      new EdgeFunction({
        name,
        event: delivery.functions[name],
        bundle: pathToFileURL(path).href,
        environment: { ...keys, region },
      }),
    ]),
  );
  const distribution = new Distribution({
    identity: {
      distributionDomainName: `${distributionId.toLowerCase()}.cloudfront.net`,
      distributionId,
    },
    cacheTagHeader: delivery.cacheTagHeader,
    errorMinTtlSeconds: delivery.errorCachingMinTtlSeconds,
    functions,
    buckets,
    cache: new Cache(settings.cacheBytesMax),
    log,
  });
  const invalidations = new Invalidations({
    invalidate: (invalidated) => distribution.invalidate(invalidated),
    durationMs: settings.invalidationMs,
  });
  await Promise.all([...functions.values()].map((each) => each.warm()));
  const admin = new Admin({ distributionId, invalidations, keys, log });
  const door = new FrontDoor({ behaviours: new Behaviours(delivery), distribution, apis, log });
  const adminPort = await listening(admin.server, settings.adminPort);
  const port = await listening(door.server, settings.port);
  process.stdout.write(`calotype: listening on ${port} ${adminPort}\n`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listening(server, port) {
  return new Promise((resolve) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      log(`cannot listen: ${error.message}`);
      process.exit(error.code === 'EADDRINUSE' ? PORT_TAKEN : 1);
    });
    server.listen(port, '127.0.0.1', () =>
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
    );
  });
}

TERMINALS_SIGNALS.forEach((signal) => process.on(signal, () => {}));
const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  lines.on('close', () => process.exit(0));
  Promise.resolve(line)
    .then(read)
    .then(start)
    .catch((e) => {
      log(`cannot start: ${e.message}`);
      process.exit(1);
    });
});
