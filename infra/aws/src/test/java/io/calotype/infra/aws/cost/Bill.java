package io.calotype.infra.aws.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a month costs, by architecture: the formulas of {@code docs/cost.md}.
 *
 * @param prices {@code prices.json}
 * @param load {@code load.json}: what one picture means
 * @param images uploaded in the month
 */
record Bill(JsonNode prices, JsonNode load, double images) {
  private static final double MILLION = 1e6;
  private static final double GB = 1024.0 * 1024 * 1024;

  /** What all architectures pay alike: requests and bytes to viewers. */
  Map<String, Double> delivery() {
    Map<String, Double> lines = new LinkedHashMap<>();
    lines.put("requests of viewers", views() / 10_000 * price("/cloudFront/httpsPer10000"));
    lines.put(
        "bytes to viewers", tiered("/cloudFront/outGb", views() * load("/bytesPerView") / GB));
    return lines;
  }

  /** This system: made on upload, chosen at the edge. */
  Map<String, Double> calotype() {
    Map<String, Double> lines = new LinkedHashMap<>();
    // The manifest is written with the rest, and again when the slow formats have come.
    double puts = images * (load("/variantsPerImage") + 2);
    // Both times a look at the original before and after, a listing, the manifest, the bytes.
    double listings = images * 2;
    double gets = images * 8 + misses();
    lines.put(
        "S3 requests",
        (puts + listings) / 1000 * price("/s3/putsPer1000")
            + gets / 1000 * price("/s3/getsPer1000"));
    lines.put("S3, variants stored", variantStorage());
    lines.put(
        "announcements, tickets",
        images
            / MILLION
            * (2 * price("/eventBridge/customEventsPerMillion")
                + price("/apiGatewayHttp/requestsPerMillion")
                + price("/lambda/requestsPerMillion")));
    double eventGb = images * load("/eventBytes") / GB;
    lines.put(
        "Kinesis",
        load("/hoursPerMonth") * price("/kinesisOnDemand/streamHour")
            + eventGb * (price("/kinesisOnDemand/inGb") + price("/kinesisOnDemand/outGb"))
            + eventGb / 5 * price("/kinesisOnDemand/retentionBeyondADayGbMonth"));
    lines.put(
        "Managed Flink",
        kpus() * kpuMonth() + load("/hoursPerMonth") * price("/managedFlink/kpuHour"));
    lines.put(
        "Lambda@Edge",
        edge(views(), 0.125, load("/edgeViewerSeconds"))
            + edge(misses(), 0.25, load("/edgeOriginSeconds")));
    lines.put(
        "rendering on the fly",
        lambda(
            images * load("/onTheFlyShare"), load("/onTheFlySeconds") * load("/lambdaGbPerCpu")));
    return lines;
  }

  /** Rendered at each miss of the edge, nothing stored: AWS Dynamic Image Transformation. */
  Map<String, Double> unstored() {
    Map<String, Double> lines = new LinkedHashMap<>();
    lines.put("S3 requests", misses() / 1000 * price("/s3/getsPer1000"));
    lines.put("API Gateway", misses() / MILLION * price("/apiGatewayRest/requestsPerMillion"));
    lines.put(
        "rendering",
        lambda(misses(), load("/oneVariantCpuSeconds/unstored") * load("/lambdaGbPerCpu")));
    return lines;
  }

  /** Rendered at the first view of each variant, then stored: aws-samples' image optimization. */
  Map<String, Double> stored() {
    double renders = images * load("/variantsViewedPerImage");
    Map<String, Double> lines = new LinkedHashMap<>();
    lines.put(
        "S3 requests",
        renders / 1000 * price("/s3/putsPer1000")
            + (renders + misses()) / 1000 * price("/s3/getsPer1000"));
    lines.put(
        "S3, variants stored",
        variantStorage() * load("/variantsViewedPerImage") / load("/variantsPerImage"));
    lines.put(
        "CloudFront Functions",
        views() / MILLION * price("/cloudFrontFunctions/requestsPerMillion"));
    lines.put(
        "rendering",
        lambda(renders, load("/oneVariantCpuSeconds/stored") * load("/lambdaGbPerCpu")));
    return lines;
  }

  /** KPUs that render, on average over the month. */
  double kpus() {
    double busy =
        images
            * load("/ladderCpuSeconds")
            / load("/jobUtilisation")
            / (load("/hoursPerMonth") * 3600);
    return Math.max(load("/kpusMin"), Math.ceil(busy));
  }

  private double views() {
    return images * load("/viewsPerImage");
  }

  private double misses() {
    return views() * load("/edgeMissRate");
  }

  /** Those of the month, kept for a month. */
  private double variantStorage() {
    return tiered("/s3/storageGbMonth", images * load("/variantBytesPerImage") / GB);
  }

  private double kpuMonth() {
    return load("/hoursPerMonth") * price("/managedFlink/kpuHour")
        + price("/managedFlink/gbPerKpu") * price("/managedFlink/runningStorageGbMonth");
  }

  private double lambda(double calls, double gbSeconds) {
    return calls / MILLION * price("/lambda/requestsPerMillion")
        + calls * gbSeconds * price("/lambda/gbSecond");
  }

  private double edge(double calls, double gb, double seconds) {
    return calls / MILLION * price("/lambdaAtEdge/requestsPerMillion")
        + calls * gb * seconds * price("/lambdaAtEdge/gbSecond");
  }

  private double tiered(String path, double amount) {
    double cost = 0;
    double from = 0;
    for (JsonNode tier : prices.at(path)) {
      double to = tier.get(0).isNull() ? Double.MAX_VALUE : tier.get(0).doubleValue();
      cost += Math.max(0, Math.min(amount, to) - from) * tier.get(1).doubleValue();
      from = to;
    }
    return cost;
  }

  private double price(String path) {
    return number(prices, path);
  }

  private double load(String path) {
    return number(load, path);
  }

  private static double number(JsonNode node, String path) {
    if (!node.at(path).isNumber()) {
      throw new IllegalArgumentException("expected a number at " + path);
    }
    return node.at(path).doubleValue();
  }
}
