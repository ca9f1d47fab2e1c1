package io.calotype.cli.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.manifest.ManifestVariant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of pictures, for programs. */
public final class LadderJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

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
      put(json, "variants", variants(outcome));
    }
    put(json, "reason", outcome.reason());
    put(json, "message", outcome.message());
    outcome.timings().forEach(timing -> json.put(timing.part() + "Ms", timing.took().toMillis()));
    Work work = outcome.work();
    if (work != null && work.cpu() != null) {
      json.put("cpuMs", Work.ms(work.cpu()));
    }
    return json;
  }

  private static @Nullable Object variants(Outcome outcome) {
    List<ManifestVariant> variants = outcome.readyManifest().variants();
    Work work = outcome.work();
    if (work == null || variants == null) {
      return variants;
    }
    return variants.stream().map(variant -> variant(variant, work)).toList();
  }

  private static Map<String, Object> variant(ManifestVariant variant, Work work) {
    Map<String, Object> json = new LinkedHashMap<>(JSON.convertValue(variant, FIELDS));
    json.put("engine", work.engine());
    Duration cpu = work.cpuOfVariants().get(variant.name());
    if (work.cpu() != null && cpu != null) {
      json.put("cpuMs", Work.ms(cpu));
    }
    return json;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
