/**
 * What the edge functions are bundled with, since they have no environment: one JSON file.
 *
 * @typedef {object} EdgeConfig
 * @property {import('../src/recipe.mjs').RecipeFile} recipe the recipe itself, as the job has it
 * @property {import('../src/node/on-the-fly.mjs').OnTheFly} onTheFly the function that makes what
 *     is missing
 * @property {import('../src/node/secrets-manager.mjs').SecretAddress} [signing] where the keys of
 *     signed URLs stand; without it signed URLs are refused
 */

const FIELDS = {
  onTheFly: { required: ['region'], optional: ['url'] },
  signing: { required: ['secretId', 'region'], optional: ['endpoint'] },
};
const REGION = /^[a-z0-9-]{1,30}$/;

/**
 * Checks a configuration; all problems are told together.
 *
 * @param {any} json
 * @returns {EdgeConfig}
 * @throws {Error} with one problem a line
 */
export function edgeConfigOf(json) {
  /** @type {string[]} */
  const problems = [];
  if (!isObject(json)) {
    throw new Error('expected a JSON object');
  }
  for (const name of Object.keys(json)) {
    if (!['recipe', 'onTheFly', 'signing'].includes(name)) {
      problems.push(`${name}: expected recipe, onTheFly or signing`);
    }
  }
  if (!Array.isArray(json.recipe?.widths) || !Array.isArray(json.recipe?.formats)) {
    problems.push('recipe: expected a recipe with widths and formats');
  }
  if (json.onTheFly === undefined) {
    problems.push('onTheFly: expected an object but got none');
  }
  for (const [name, fields] of Object.entries(FIELDS)) {
    if (json[name] !== undefined) {
      problems.push(...problemsOf(name, json[name], fields));
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return json;
}

/**
 * @param {string} name
 * @param {any} section
 * @param {{required: string[], optional: string[]}} fields
 */
function problemsOf(name, section, { required, optional }) {
  if (!isObject(section)) {
    return [`${name}: expected an object`];
  }
  const all = [...required, ...optional];
  const problems = Object.keys(section)
    .filter((field) => !all.includes(field))
    .map((field) => `${name}.${field}: expected one of ${all.join(', ')}`);
  for (const field of all) {
    const value = section[field];
    if (value === undefined && optional.includes(field)) {
      continue;
    }
    const isUrl = field === 'url' || field === 'endpoint';
    const right =
      typeof value === 'string' &&
      (isUrl ? /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '') : true) &&
      (field === 'region' ? REGION.test(value) : value !== '');
    if (!right) {
      problems.push(`${name}.${field}: expected ${isUrl ? 'an http or https URL' : 'a text'}`);
    }
  }
  return problems;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
