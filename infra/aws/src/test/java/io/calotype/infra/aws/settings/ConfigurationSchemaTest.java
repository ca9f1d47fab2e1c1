package io.calotype.infra.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, for editors, and the parser say the same. */
final class ConfigurationSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RESOURCE = "/io/calotype/infra/aws/calotype.schema.json";

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ConfigurationSchemaTest.class.getResourceAsStream(RESOURCE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'logDays': 365, 'alarmEmail': 'a@b.example', 'replicaRegion': 'eu-west-1'}",
        "{'tokens': {'issuer': 'https://login.example.com/x', 'audiences': ['app']}}",
        "{'storage': {'customerKey': true, 'oldVersionsDays': 3650, 'variantsIdleDays': 0}}",
        "{'stream': {'shards': 500}, 'job': {'parallelism': 64, 'metrics': 'TASK'}}",
        "{'onTheFly': {'concurrency': 1, 'memoryMb': 10240}}",
        "{'delivery': {'priceClass': '100', 'firewall': 'managed', 'originShield': true}}"
      })
  void bothTakeWhatIsRight(String text) throws Exception {
    JsonNode file = read(text);
    assertThat(schema.validate(file)).isEmpty();
    assertThat(problems(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'logDays': 8}",
        "{'alarmEmail': 'nobody'}",
        "{'corsOrigins': ['http://plain.example.com']}",
        "{'tokens': {'issuer': 'https://login.example.com'}}",
        "{'tokens': {'audiences': ['app']}}",
        "{'storage': {'customerKey': 'yes'}}",
        "{'storage': {'oldVersionsDays': 0}}",
        "{'stream': {'shards': 501}}",
        "{'job': {'parallelism': 0}}",
        "{'job': {'metrics': 'ALL'}}",
        "{'onTheFly': {'memoryMb': 512}}",
        "{'delivery': {'domain': 'pictures.example.com'}}",
        "{'delivery': {'priceClass': '300'}}",
        "{'delivery': {'firewall': 'arn:aws:wafv2:eu-west-1:123456789012:global/webacl/a/b'}}",
        "{'colour': 'blue'}"
      })
  void bothRefuseWhatIsWrong(String text) throws Exception {
    JsonNode file = read(text);
    assertThat(schema.validate(file)).isNotEmpty();
    assertThat(problems(file)).isNotEmpty();
  }

  private static Set<String> problems(JsonNode file) {
    try {
      DeploymentSettings.of("123456789012", "eu-central-1", file, new RecipeSource(Path.of("")));
      return Set.of();
    } catch (InvalidDeploymentException e) {
      return new TreeSet<>(e.problems());
    }
  }

  private static JsonNode read(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
