package io.calotype.edge.ticket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.request.Excerpt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a ticket is asked for.
 *
 * @param fileName as it was given; see {@link UploadKey} for what is made of it
 * @param contentType one that the recipe takes, in lower case
 * @param bytes the file's exact size, 1 to the recipe's limit
 */
record TicketRequest(String fileName, String contentType, long bytes) {
  /** Far more than the three fields can need. */
  static final int BODY_CHARACTERS_MAX = 16_384;

  private static final String FORM =
      "a JSON object {\"filename\": text, \"contentType\": text, \"bytes\": whole number}";
  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("filename", "contentType", "bytes"));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a body. Throws {@link RefusedException}: {@code BAD_PARAMETER} where it is not of its
   * form, {@code UNSUPPORTED_TYPE} and {@code TOO_MANY_BYTES} where the recipe does not take the
   * file.
   */
  static TicketRequest parse(String body, Recipe recipe) {
    JsonNode json = object(body);
    List<String> problems = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                problems.add("expected only " + FIELDS + " but got " + Excerpt.of(name));
              }
            });
    requireText(json, "filename", problems);
    requireText(json, "contentType", problems);
    JsonNode bytes = json.path("bytes");
    if (!bytes.isIntegralNumber() || bytes.bigIntegerValue().signum() <= 0) {
      problems.add("expected bytes to be a whole number above 0 but got " + got(bytes));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(Reason.BAD_PARAMETER, String.join("; ", problems));
    }
    return new TicketRequest(
        json.get("filename").textValue(),
        acceptedType(json.get("contentType").textValue(), recipe),
        acceptedBytes(bytes.bigIntegerValue(), recipe));
  }

  private static JsonNode object(String body) {
    if (body.length() > BODY_CHARACTERS_MAX) {
      throw badBody("one of " + body.length() + " characters");
    }
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
      throw badBody(got(json));
    } catch (JsonProcessingException e) {
      throw badBody(Excerpt.of(body));
    }
  }

  private static RefusedException badBody(String got) {
    return new RefusedException(
        Reason.BAD_PARAMETER,
        "expected a body of at most "
            + BODY_CHARACTERS_MAX
            + " characters that is "
            + FORM
            + " but got "
            + got);
  }

  private static void requireText(JsonNode json, String name, List<String> problems) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      problems.add("expected " + name + " to be a text but got " + got(value));
    }
  }

  private static String got(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    return Excerpt.of(value.isTextual() ? value.textValue() : value.toString());
  }

  private static String acceptedType(String contentType, Recipe recipe) {
    String lowerCase = contentType.toLowerCase(Locale.ROOT);
    if (!recipe.accept().contains(lowerCase)) {
      throw new RefusedException(
          Reason.UNSUPPORTED_TYPE,
          "expected contentType to be one of "
              + String.join(", ", new TreeSet<>(recipe.accept()))
              + " but got "
              + Excerpt.of(contentType));
    }
    return lowerCase;
  }

  private static long acceptedBytes(BigInteger bytes, Recipe recipe) {
    long bytesMax = recipe.limits().bytesMax();
    if (bytes.compareTo(BigInteger.valueOf(bytesMax)) > 0) {
      throw new RefusedException(
          Reason.TOO_MANY_BYTES,
          "expected a file of at most "
              + bytesMax
              + " bytes but got "
              + (bytes.bitLength() < Long.SIZE ? bytes : "far more"));
    }
    return bytes.longValueExact();
  }
}
