import { vectors } from './vectors.mjs';

/** A configuration as a deployment has it. */
export const EDGE_CONFIG = {
  recipe: vectors('requests.json').recipes.default,
  onTheFly: { region: 'eu-central-1', url: 'https://abc.lambda-url.eu-central-1.on.aws/' },
  signing: { secretId: 'calotype/signed-urls', region: 'eu-central-1' },
};
