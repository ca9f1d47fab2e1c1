package io.calotype.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of pictures, for programs. */
public final class LadderJson {
  private LadderJson() {}

  /** One object a picture: path, state, then the manifest's own fields, or reason and message. */
  public static List<Map<String, Object>> of(List<Outcome> outcomes) {
    return outcomes.stream().map(LadderJson::of).toList();
  }

  private static Map<String, Object> of(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", outcome.path());
    json.put("state", outcome.state());
    if (outcome.manifest() != null) {
      put(json, "key", outcome.manifest().key());
      put(json, "v", outcome.manifest().v());
      put(json, "width", outcome.manifest().width());
      put(json, "height", outcome.manifest().height());
      put(json, "variants", outcome.manifest().variants());
    }
    put(json, "reason", outcome.reason());
    put(json, "message", outcome.message());
    outcome.timings().forEach(timing -> json.put(timing.part() + "Ms", timing.took().toMillis()));
    return json;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
