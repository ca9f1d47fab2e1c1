/**
 * Checks templates against what CloudFormation says of its resources: types, properties and their
 * types, what is required, allowed values, attributes that are read.
 *
 *     node check-templates.mjs TEMPLATE.json...
 *
 * prints one line a problem and ends with status 1, or prints how many resources it looked at.
 */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { readFileSync } from 'node:fs';

const spec = loadAwsServiceSpecSync();
/** @type {string[]} */
const problems = [];
let looked = 0;

/** A value that is known at deployment only: one of CloudFormation's functions. */
function isIntrinsic(value) {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

function checkProperties(properties, known, at) {
  for (const [name, value] of Object.entries(properties)) {
    if (known[name] === undefined) {
      problems.push(`${at}.${name}: expected one of ${Object.keys(known).join(', ')}`);
    } else {
      checkValue(value, known[name].type, `${at}.${name}`);
    }
  }
  for (const [name, property] of Object.entries(known)) {
    if (property.required && properties[name] === undefined) {
      problems.push(`${at}.${name}: expected it, since it is required`);
    }
  }
}

function checkValue(value, type, at) {
  if (isIntrinsic(value)) {
    return;
  }
  const wrong = (expected) => problems.push(`${at}: expected ${expected} but got ${JSON.stringify(value)}`);
  switch (type.type) {
    case 'string':
    case 'date-time':
      // CloudFormation turns numbers and truth values into text.
      if (typeof value === 'object') {
        wrong('text');
      } else if (type.allowedValues && !type.allowedValues.includes(String(value))) {
        wrong(`one of ${type.allowedValues.join(', ')}`);
      }
      return;
    case 'number':
    case 'integer':
      return Number.isFinite(Number(value)) && typeof value !== 'boolean' ? undefined : wrong('a number');
    case 'boolean':
      return [true, false, 'true', 'false'].includes(value) ? undefined : wrong('true or false');
    case 'array':
      return Array.isArray(value)
        ? value.forEach((item, i) => checkValue(item, type.element, `${at}[${i}]`))
        : wrong('a list');
    case 'map':
      return typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value).forEach(([key, item]) => checkValue(item, type.element, `${at}.${key}`))
        : wrong('an object');
    case 'tag':
      return checkProperties(value, { Key: { type: { type: 'string' } }, Value: { type: { type: 'string' } } }, at);
    case 'ref':
      return typeof value === 'object' && !Array.isArray(value)
        ? checkProperties(value, spec.get('typeDefinition', type.reference.$ref).properties, at)
        : wrong('an object');
    case 'union':
      return checkUnion(value, type, at);
    default:
      return; // json, null: anything.
  }
}

/** One of its types must fit; where none does, the first one's problems are told. */
function checkUnion(value, type, at) {
  const before = problems.length;
  /** @type {string[] | null} */
  let first = null;
  for (const one of type.types) {
    checkValue(value, one, at);
    const found = problems.splice(before);
    if (found.length === 0) {
      return;
    }
    first ??= found;
  }
  problems.push(...(first ?? []));
}

function checkAttributes(value, resources, at) {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const read = value['Fn::GetAtt'];
  if (Array.isArray(read) && typeof read[1] === 'string') {
    const known = specOf(resources[read[0]]?.Type ?? '');
    if (known !== undefined && known.attributes[read[1]] === undefined) {
      problems.push(`${at}: expected an attribute of ${read[0]} but got ${read[1]}`);
    }
  }
  for (const [key, item] of Object.entries(value)) {
    checkAttributes(item, resources, `${at}.${key}`);
  }
}

function specOf(type) {
  return [...spec.lookup('resource', 'cloudFormationType', 'equals', type)][0];
}

for (const file of process.argv.slice(2)) {
  const { Resources: resources } = JSON.parse(readFileSync(file, 'utf8'));
  for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(resources)) {
    checkAttributes(properties, resources, id);
    if (!type.startsWith('AWS::')) {
      continue;
    }
    const known = specOf(type);
    if (known === undefined) {
      problems.push(`${id}: expected a type that CloudFormation has but got ${type}`);
    } else {
      checkProperties(properties, known.properties, `${id} (${type})`);
      looked += 1;
    }
  }
}
problems.forEach((problem) => console.log(problem));
if (problems.length > 0) {
  process.exit(1);
}
console.log(`${looked} resources are as CloudFormation expects them`);
