package io.calotype.infra.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/cost.md} are what the formulas give for its prices and its load. */
final class BillTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final JsonNode PRICES = read("prices.json");
  private static final JsonNode LOAD = read("load.json");
  private static final List<Bill> BILLS =
      List.of(1e6, 1e7, 1e8).stream().map(images -> new Bill(PRICES, LOAD, images)).toList();

  @Test
  void theDocumentShowsWhatTheFormulasGive() throws IOException {
    String document = Files.readString(DOCS.resolve("cost.md"));

    assertThat(document)
        .contains(table("Calotype", Bill::calotype))
        .contains(table("rendered at each miss", Bill::unstored))
        .contains(table("rendered once, stored", Bill::stored))
        .contains(table("delivery, the same for all", Bill::delivery))
        .contains(PRICES.path("date").textValue());
  }

  @Test
  void chargesEachTierForWhatIsInItOnly() {
    // 30 million views of 80,000 bytes: 2,235 GB, all in the first tier.
    assertThat(BILLS.get(0).delivery().get("bytes to viewers"))
        .isCloseTo(2235.17 * 0.085, within(0.1));
    // 223,517 GB reach into the fourth.
    assertThat(BILLS.get(2).delivery().get("bytes to viewers"))
        .isCloseTo(
            10240 * 0.085 + 40960 * 0.08 + 102400 * 0.06 + (223_517.4 - 153_600) * 0.04,
            within(1.0));
  }

  @Test
  void keepsTheLeastNumberOfKpus() {
    assertThat(BILLS).extracting(Bill::kpus).containsExactly(2.0, 6.0, 52.0);
  }

  private static String table(String name, Function<Bill, Map<String, Double>> lines) {
    StringBuilder table = new StringBuilder();
    table.append("| ").append(name).append(" | 1 million | 10 million | 100 million |\n");
    table.append("|---|---:|---:|---:|\n");
    for (String line : lines.apply(BILLS.get(0)).keySet()) {
      table.append(row(line, bill -> lines.apply(bill).get(line)));
    }
    table.append(
        row(
            "**sum**",
            bill -> lines.apply(bill).values().stream().mapToDouble(Double::doubleValue).sum()));
    return table.toString();
  }

  private static String row(String name, Function<Bill, Double> cost) {
    StringBuilder row = new StringBuilder("| " + name);
    BILLS.forEach(
        bill -> row.append(" | ").append(String.format(Locale.ROOT, "%,.0f", cost.apply(bill))));
    return row.append(" |\n").toString();
  }

  private static JsonNode read(String name) {
    try {
      return new JsonMapper().readTree(DOCS.resolve("cost").resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
