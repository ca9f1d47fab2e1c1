/**
 * One environment of a Lambda@Edge function: a thread of its own that takes one event at a time.
 * What goes in and out is JSON, as on Lambda.
 */
import { parentPort, workerData } from 'node:worker_threads';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { handler } = await import(workerData.bundle);
if (typeof handler !== 'function') {
  throw new Error(`expected ${workerData.bundle} to export a function named handler`);
}

port.on('message', async ({ event, timeoutMs }) => {
  const begun = Date.now();
  const parsed = JSON.parse(event);
  try {
    const result = await handler(parsed, {
      functionName: workerData.name,
      functionVersion: '1',
      awsRequestId: parsed.Records[0].cf.config.requestId,
      getRemainingTimeInMillis: () => Math.max(0, begun + timeoutMs - Date.now()),
    });
    port.postMessage({ result: JSON.stringify(result ?? null) });
  } catch (e) {
    port.postMessage({ thrown: e instanceof Error ? (e.stack ?? e.message) : String(e) });
  }
});
port.postMessage({ ready: true });
