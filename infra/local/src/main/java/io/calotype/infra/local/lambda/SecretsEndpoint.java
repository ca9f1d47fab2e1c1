package io.calotype.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.RawRequest;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** Secrets Manager with one secret, and of its API {@code GetSecretValue} alone. */
public final class SecretsEndpoint implements AutoCloseable {
  private static final String GET = "secretsmanager.GetSecretValue";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int THREADS = 4;

  private final SignedServer server;

  /**
   * Starts to serve on a free port of 127.0.0.1.
   *
   * @param keys what callers sign with
   * @param secretId the secret's name
   * @param secretText what it holds
   */
  public SecretsEndpoint(S3Credentials keys, String secretId, String secretText)
      throws IOException {
    server =
        new SignedServer(
            new SignatureCheck(keys, "secretsmanager", InstantSource.system()),
            THREADS,
            request -> answer(request, secretId, secretText));
  }

  /** Its address. */
  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }

  private static Answer answer(RawRequest request, String secretId, String secretText) {
    if (!request.method().equals("POST") || !request.header("x-amz-target").equals(GET)) {
      return refused("UnknownOperationException", "expected GetSecretValue");
    }
    JsonNode asked;
    try {
      asked = JSON.readTree(request.body());
    } catch (IOException e) {
      return refused("SerializationException", "expected JSON");
    }
    if (!asked.path("SecretId").asText().equals(secretId)) {
      return refused("ResourceNotFoundException", "there is no such secret");
    }
    return json(200, JSON.createObjectNode().put("Name", secretId).put("SecretString", secretText));
  }

  private static Answer refused(String type, String message) {
    return json(400, JSON.createObjectNode().put("__type", type).put("message", message));
  }

  private static Answer json(int status, ObjectNode body) {
    try {
      return new Answer(
          status,
          Map.of("Content-Type", "application/x-amz-json-1.1"),
          JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new IllegalStateException("objects of texts can be written", e);
    }
  }
}
