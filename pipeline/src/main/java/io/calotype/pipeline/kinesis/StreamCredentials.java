package io.calotype.pipeline.kinesis;

import java.io.Serializable;

/**
 * Fixed credentials. The secret is never printed.
 *
 * @param accessKeyId names the key; not blank
 * @param secretAccessKey signs with it; not blank
 */
public record StreamCredentials(String accessKeyId, String secretAccessKey)
    implements Serializable {

  public StreamCredentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException(
          "expected an access key id and a secret access key but at least one is blank");
    }
  }

  @Override
  public String toString() {
    return "StreamCredentials[accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
  }
}
