package io.calotype.pipeline.kinesis;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stream to read, and how. All problems are reported together, by one {@link
 * IllegalArgumentException}.
 *
 * @param stream the stream's name or its ARN
 * @param region the AWS region, such as {@code eu-central-1}
 * @param endpoint where the API is, or null for that of AWS
 * @param credentials fixed credentials, or null for the SDK's default chain
 * @param initialPosition where to begin when there is no checkpoint
 * @param polling how often and how much to ask
 */
public record KinesisSourceSettings(
    String stream,
    String region,
    @Nullable URI endpoint,
    @Nullable StreamCredentials credentials,
    InitialPosition initialPosition,
    PollingSettings polling)
    implements Serializable {

  /** The form of a region's name, in every partition of AWS. */
  public static final String REGION = "[a-z]{2,4}(-[a-z]+)+-\\d";

  private static final Pattern STREAM =
      Pattern.compile("[a-zA-Z0-9_.-]{1,128}|arn:[^:]+:kinesis:[^:]+:[^:]+:stream/[\\w.-]{1,128}");

  public KinesisSourceSettings {
    List<String> problems = new ArrayList<>();
    if (!STREAM.matcher(stream).matches()) {
      problems.add("stream: expected a stream's name or ARN but got \"" + stream + "\"");
    }
    if (!region.matches(REGION)) {
      problems.add("region: expected a region such as eu-central-1 but got \"" + region + "\"");
    }
    if (endpoint != null && !isWebUrl(endpoint)) {
      problems.add("endpoint: expected an http or https URL but got \"" + endpoint + "\"");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Kinesis source: " + String.join("; ", problems));
    }
  }

  /** A stream on AWS, from its oldest record on, with {@link PollingSettings#defaults()}. */
  public static KinesisSourceSettings of(String stream, String region) {
    return new KinesisSourceSettings(
        stream, region, null, null, InitialPosition.trimHorizon(), PollingSettings.defaults());
  }

  /** The same at another address, with fixed credentials: a stand-in for Kinesis. */
  public KinesisSourceSettings at(URI newEndpoint, StreamCredentials newCredentials) {
    return new KinesisSourceSettings(
        stream, region, newEndpoint, newCredentials, initialPosition, polling);
  }

  /** The same, but beginning elsewhere. */
  public KinesisSourceSettings beginningAt(InitialPosition newInitialPosition) {
    return new KinesisSourceSettings(
        stream, region, endpoint, credentials, newInitialPosition, polling);
  }

  /** The same, but asking otherwise. */
  public KinesisSourceSettings polling(PollingSettings newPolling) {
    return new KinesisSourceSettings(
        stream, region, endpoint, credentials, initialPosition, newPolling);
  }

  /** Whether the stream is given by its ARN rather than by its name. */
  boolean givenByArn() {
    return stream.startsWith("arn:");
  }

  private static boolean isWebUrl(URI uri) {
    return uri.getHost() != null
        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
  }
}
