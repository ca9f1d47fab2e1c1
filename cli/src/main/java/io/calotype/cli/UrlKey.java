package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.stack.RunningStack;
import io.calotype.cli.upload.Edge;
import io.calotype.infra.local.state.Stack;
import io.calotype.variants.request.SigningKey;
import java.util.Base64;

/**
 * The key that signs viewers' URLs: the one that the environment names, else that of the system on
 * this machine.
 *
 * @param settings what the environment says
 * @param running the system on this machine
 */
record UrlKey(CliSettings settings, RunningStack running) {

  /**
   * The key that this front door takes; throws {@link CommandFailedException} where none is known.
   */
  SigningKey find(Edge edge) {
    String text = settings.urlKey();
    return text == null ? ofThisMachine(edge) : parse(text);
  }

  private SigningKey ofThisMachine(Edge edge) {
    Stack stack = running.get();
    if (!Edge.of(stack.edge(), "").url().equals(edge.url())) {
      throw new CommandFailedException(
          "expected the key of "
              + edge.url()
              + " in CALOTYPE_URL_KEY, as <key id>:<secret in base64url>, but it is not set");
    }
    return new SigningKey(stack.urlKeyId(), Base64.getUrlDecoder().decode(stack.urlKey()));
  }

  private static SigningKey parse(String text) {
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
