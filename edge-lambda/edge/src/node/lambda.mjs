/**
 * What the Lambda runtime gives a function at the edge. There is no other configuration in its
 * environment: the rest is bundled.
 *
 * @returns {import('./sigv4.mjs').Credentials}
 */
export function lambdaCredentials() {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) {
    throw new Error('expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY but got none');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}

/**
 * One line in the function's log.
 *
 * @param {string} message
 */
export function log(message) {
  console.error(message.replace(/[\r\n]+/g, ' '));
}
