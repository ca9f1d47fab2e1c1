/**
 * How the stand-in runs: one line of JSON on standard input, since it holds keys, and arguments and
 * environment of a process can be seen by others.
 *
 * @typedef {object} Settings
 * @property {number} port of the front door; 0 for a free one
 * @property {number} adminPort of CloudFront's own API; 0 for a free one
 * @property {string} distributionId
 * @property {any} delivery what `delivery.json` holds
 * @property {Record<string, OriginSettings>} origins by their names in `delivery.json`
 * @property {Record<string, string>} functions path of the bundle, by its name in `delivery.json`
 * @property {string} region
 * @property {string} accessKeyId
 * @property {string} secretAccessKey
 * @property {number} cacheBytesMax
 * @property {number} invalidationMs for which an invalidation is in progress
 *
 * @typedef {object} OriginSettings
 * @property {string} endpoint
 * @property {string} [bucket] a private bucket of this name, or an HTTP API
 * @property {boolean} [mayList] what is missing in the bucket answers 404, not 403
 * @property {Record<string, string>} [customHeaders]
 */

const NUMBERS = ['port', 'adminPort', 'cacheBytesMax', 'invalidationMs'];
const STRINGS = ['distributionId', 'region', 'accessKeyId', 'secretAccessKey'];
const OBJECTS = ['delivery', 'origins', 'functions'];

/**
 * @param {string} json
 * @returns {Settings}
 */
export function read(json) {
  const given = JSON.parse(json);
  const problems = [
    ...NUMBERS.filter((name) => !Number.isSafeInteger(given[name]) || given[name] < 0),
    ...STRINGS.filter((name) => typeof given[name] !== 'string' || given[name] === ''),
    ...OBJECTS.filter((name) => typeof given[name] !== 'object' || given[name] === null),
  ];
  if (problems.length > 0) {
    throw new Error(`expected other values of the settings ${problems.join(', ')}`);
  }
  return given;
}
