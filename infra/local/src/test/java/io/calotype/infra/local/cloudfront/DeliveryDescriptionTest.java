package io.calotype.infra.local.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.calotype.pipeline.store.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one description of delivery, which CloudFront is deployed and played by. */
class DeliveryDescriptionTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        DeliveryDescriptionTest.class.getResourceAsStream("/io/calotype/infra/delivery/" + name)) {
      return JSON.readTree(in);
    }
  }

  @Test
  void isOfItsSchema() throws IOException {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(read("delivery.schema.json"));

    assertThat(schema.validate(read("delivery.json"))).isEmpty();
  }

  @Test
  void namesOnlyWhatItDescribes() throws IOException {
    JsonNode delivery = read("delivery.json");
    for (JsonNode behaviour : delivery.path("behaviours")) {
      assertThat(delivery.path("origins").has(behaviour.path("origin").asText())).isTrue();
      assertThat(delivery.path("cachePolicies").has(behaviour.path("cachePolicy").asText()))
          .isTrue();
      assertThat(
              delivery
                  .path("responseHeadersPolicies")
                  .has(behaviour.path("responseHeadersPolicy").asText()))
          .isTrue();
      List<String> events = new ArrayList<>();
      behaviour
          .path("functions")
          .forEach(f -> events.add(delivery.path("functions").path(f.asText()).asText()));
      assertThat(events).doesNotContain("").doesNotHaveDuplicates();
    }
  }

  @Test
  void takesTheRestWithItsLastBehaviourAndTheTagThatVariantsCarry() throws IOException {
    JsonNode delivery = read("delivery.json");
    JsonNode behaviours = delivery.path("behaviours");

    assertThat(behaviours.path(behaviours.size() - 1).path("pathPattern").asText()).isEqualTo("*");
    assertThat(delivery.path("cacheTagHeader").asText()).isEqualTo("x-amz-meta-" + Mark.CACHE_TAG);
  }
}
