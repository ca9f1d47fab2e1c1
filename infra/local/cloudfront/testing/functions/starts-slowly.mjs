import { setTimeout } from 'node:timers/promises';

await setTimeout(2_000);

/** Hands back the request, once it is there. */
export async function handler(event) {
  return event.Records[0].cf.request;
}
