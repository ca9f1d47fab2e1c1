import { originResponse } from '../cloudfront/origin-response.mjs';
import { lambdaCredentials, log } from '../node/lambda.mjs';
import { onTheFly } from '../node/on-the-fly.mjs';
import { recipeOf } from '../recipe.mjs';

/**
 * The origin-response handler for pictures and manifests, as it is deployed.
 *
 * @param {Pick<import('../../build/edge-config.mjs').EdgeConfig, 'recipe' | 'onTheFly'>} config
 */
export function handlerOf(config) {
  return originResponse(
    recipeOf(config.recipe),
    onTheFly(config.onTheFly, lambdaCredentials, log),
  );
}
