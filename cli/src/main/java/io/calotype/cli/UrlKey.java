package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.variants.request.SigningKey;
import java.util.Base64;

/**
 * The key that signs viewers' URLs.
 *
 * @param settings what the environment says
 */
record UrlKey(CliSettings settings) {

  /** The key; throws {@link CommandFailedException} where none is known. */
  SigningKey find() {
    String text = settings.urlKey();
    if (text == null) {
      throw new CommandFailedException(
          "expected a key in CALOTYPE_URL_KEY, as <key id>:<secret in base64url>, but it is not set");
    }
    int colon = text.indexOf(':');
    try {
      return new SigningKey(
          text.substring(0, Math.max(0, colon)),
          Base64.getUrlDecoder().decode(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      // The decoder's message would quote a part of the secret.
      throw new CommandFailedException(
          "expected a key in CALOTYPE_URL_KEY, as <key id>:<secret of 32 bytes or more in"
              + " base64url>, but got something else");
    }
  }
}
