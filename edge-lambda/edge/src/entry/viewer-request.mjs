import { viewerRequest } from '../cloudfront/viewer-request.mjs';
import { CachedKeys } from '../node/cached-keys.mjs';
import { lambdaCredentials, log } from '../node/lambda.mjs';
import { secretText } from '../node/secrets-manager.mjs';
import { recipeOf } from '../recipe.mjs';

/**
 * The viewer-request handler for pictures, as it is deployed.
 *
 * @param {Pick<import('../../build/edge-config.mjs').EdgeConfig, 'recipe' | 'signing'>} config
 */
export function handlerOf({ recipe, signing }) {
  const keys =
    signing === undefined
      ? null
      : new CachedKeys(() => secretText(signing, lambdaCredentials()), log);
  return viewerRequest(recipeOf(recipe), keys);
}
