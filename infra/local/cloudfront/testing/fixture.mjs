import { Cache } from '../src/cache.mjs';
import { Behaviours } from '../src/delivery.mjs';
import { Distribution } from '../src/distribution.mjs';
import { fromObject } from '../src/headers.mjs';

/** Hand-written stand-ins for what lies behind the seams of a distribution. */

export class FakeBucket {
  asked = [];
  shown = { s3: { domainName: 'bucket.s3.us-east-1.amazonaws.com' } };

  /** @param {(request: any, conditions: any) => any} answer */
  constructor(answer) {
    this.answer = answer;
  }

  async get(request, conditions) {
    this.asked.push({ ...request, conditions });
    const { status = 200, headers = {}, body = '' } = await this.answer(request, conditions);
    return { status, statusText: '', headers: fromObject(headers), body: Buffer.from(body) };
  }
}

export class FakeFunction {
  asked = [];

  /** @param {(cf: any) => any} handler */
  constructor(handler) {
    this.handler = handler;
  }

  async invoke(event) {
    this.asked.push(event);
    return JSON.parse(JSON.stringify(await this.handler(structuredClone(event).Records[0].cf)));
  }
}

export const POLICY = {
  minTtlSeconds: 0,
  defaultTtlSeconds: 60,
  maxTtlSeconds: 3600,
  queryStrings: ['v'],
  headers: [],
};

/** A distribution of one behaviour, its clock in `clock.nowMs`. */
export class Fixture {
  clock = { nowMs: 1_000_000 };
  log = [];

  constructor({
    bucket,
    viewerRequest = null,
    originResponse = null,
    policy = POLICY,
    errors = {},
    forwardHeaders = [],
  }) {
    const events = {};
    const functions = new Map();
    for (const [event, fake] of [
      ['viewer-request', viewerRequest],
      ['origin-response', originResponse],
    ]) {
      if (fake !== null) {
        events[event] = event;
        functions.set(event, fake);
      }
    }
    this.behaviours = new Behaviours({
      origins: { bucket: { kind: 's3' } },
      functions: events,
      cachePolicies: { only: policy },
      responseHeadersPolicies: {
        only: { set: {}, contentTypeOptions: false, corsAnyOrigin: false, remove: [] },
      },
      behaviours: [
        {
          pathPattern: '*',
          origin: 'bucket',
          methods: 'read',
          forwardHeaders,
          cachePolicy: 'only',
          responseHeadersPolicy: 'only',
          functions: Object.keys(events),
        },
      ],
    });
    this.cache = new Cache(1_000_000);
    this.distribution = new Distribution({
      identity: { distributionDomainName: 'd.cloudfront.net', distributionId: 'E1' },
      cacheTagHeader: 'x-amz-meta-cache-tag',
      errorMinTtlSeconds: errors,
      functions,
      buckets: new Map([['bucket', bucket]]),
      cache: this.cache,
      log: (line) => this.log.push(line),
      nowMs: () => this.clock.nowMs,
    });
  }

  get(target, headers = {}, method = 'GET') {
    const [uri, querystring = ''] = target.split('?');
    return this.distribution.answer(this.behaviours.of(uri), {
      clientIp: '127.0.0.1',
      method,
      uri,
      querystring,
      headers: fromObject(headers),
    });
  }

  async text(target, headers) {
    return (await this.get(target, headers)).body.toString();
  }

  later(seconds) {
    this.clock.nowMs += seconds * 1000;
  }
}

export function xCache(answer) {
  return answer.headers['x-cache'][0].value;
}
