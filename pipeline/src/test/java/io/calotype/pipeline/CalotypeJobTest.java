package io.calotype.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.announce.LogAnnouncer;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.fixture.TestSettings;
import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.pipeline.render.RendererFactory;
import io.calotype.pipeline.store.testing.FakeBuckets;
import io.calotype.variants.render.Renderers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class CalotypeJobTest {
  private PipelineSettings settings = PipelineSettings.of(TestSettings.group());

  private final FakeBuckets buckets = new FakeBuckets();
  private final ArrayList<byte[]> stream = new ArrayList<>();

  @Test
  void givesEveryOperatorNameAndUid() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    job(FakeRenderer::new).build(env);
    List<StreamNode> operators = List.copyOf(env.getStreamGraph(false).getStreamNodes());
    assertThat(operators)
        .hasSizeGreaterThan(6)
        .allSatisfy(
            operator -> {
              assertThat(operator.getTransformationUID()).isNotBlank();
              assertThat(operator.getOperatorName()).isNotBlank();
            });
    assertThat(operators.stream().map(StreamNode::getTransformationUID).distinct())
        .hasSize(operators.size());
  }

  @Test
  void setsOnlyOptionsThatManagedFlinkAllows() {
    assertThat(CalotypeJob.options().keySet())
        .isSubsetOf("pipeline.name", "pipeline.generic-types");
  }

  /** Without restarts, so that a file which fails the task fails this test. */
  @Test
  void servesGoodPicturesAndKeepsBadOnesAsDeadLetters() throws Exception {
    upload("good.jpg", FakePicture.of(200, 100, "dog", ""));
    upload("text.jpg", "This is no picture.".getBytes(StandardCharsets.UTF_8));
    upload("truncated.jpg", FakePicture.of(200, 100, FakePicture.TRUNCATED, ""));
    upload("huge.png", FakePicture.of(65_536, 65_536, "", ""));
    put("{\"no\": \"event\"".getBytes(StandardCharsets.UTF_8));
    put(new byte[] {(byte) 0xff, 0});
    upload("breaks.png", FakePicture.of(200, 100, FakePicture.BREAKS_ENGINE, ""));
    upload("köln & co (1)+2%20 😀\".jpg", FakePicture.of(5_000, 100, "cat", ""));

    run();

    Map<String, String> reasons = deadLetters();
    assertThat(reasons)
        .containsExactly(
            Map.entry("2", "UNSUPPORTED_TYPE text.jpg"),
            Map.entry("3", "TRUNCATED truncated.jpg"),
            Map.entry("4", "TOO_MANY_PIXELS huge.png"),
            Map.entry("5", "MALFORMED_EVENT "),
            Map.entry("6", "MALFORMED_EVENT "),
            Map.entry("7", "CORRUPT breaks.png"));
    for (String key : List.of("good.jpg", "köln & co (1)+2%20 😀\".jpg")) {
      assertThat(variants(key)).hasSize(16).contains("manifest.json", "w160.jpg", "w1920.webp");
    }
    assertThat(variants("text.jpg")).containsExactly("manifest.json");
  }

  @Test
  void makesSlowFormatsAfterTheRest() throws Exception {
    settings = withSlowFormat();
    upload("a.jpg", FakePicture.of(200, 100, "dog", ""));
    upload("slow.jpg", FakePicture.of(200, 100, FakePicture.TOO_SLOW, ""));
    run();
    assertThat(variants("a.jpg")).containsExactly("manifest.json", "w160.avif", "w160.jpg");
    assertThat(variants("slow.jpg")).containsExactly("manifest.json", "w160.jpg");
    assertThat(deadLetters()).containsExactly(Map.entry("2", "RENDER_TIMEOUT slow.jpg"));
  }

  /** The two stages are one task. */
  @Test
  void makesSlowFormatsFromTheDecodeOfTheRest() throws Exception {
    settings = withSlowFormat();
    upload("a.jpg", FakePicture.of(200, 100, "dog", ""));
    upload("b.jpg", FakePicture.of(200, 100, "cat", ""));
    DecodesCounted.DECODED.set(0);
    run(noRestarts(), DecodesCounted::new);
    assertThat(variants("b.jpg")).containsExactly("manifest.json", "w160.avif", "w160.jpg");
    assertThat(DecodesCounted.DECODED).hasValue(2);
  }

  private static PipelineSettings withSlowFormat() {
    Map<String, String> group = TestSettings.group();
    group.put(
        PipelineSettings.RECIPE,
        "{\"version\": 1, \"widths\": [160], \"formats\": [{\"format\": \"jpeg\","
            + " \"quality\": 80}, {\"format\": \"avif\", \"quality\": 50, \"slow\": true}]}");
    return PipelineSettings.of(group);
  }

  @Test
  void removesWhatWasDeletedAndIgnoresOtherBuckets() throws Exception {
    upload("a.jpg", FakePicture.of(200, 100, "dog", ""));
    run();
    assertThat(variants("a.jpg")).hasSize(16);

    buckets.objects(Events.ORIGINALS).delete("a.jpg");
    put(Events.deleted("a.jpg", "ff").toString().getBytes(StandardCharsets.UTF_8));
    buckets.objects("calotype-variants").put("b.jpg", FakePicture.of(200, 100, "dog", ""));
    put(
        Events.created("b.jpg", "01")
            .toString()
            .replace(Events.ORIGINALS, "calotype-variants")
            .getBytes(StandardCharsets.UTF_8));
    run();
    assertThat(buckets.objects("calotype-variants").all()).containsOnlyKeys("b.jpg");
  }

  @Test
  void restartsAfterAStorageFaultAndLosesNothing() throws Exception {
    upload("a.jpg", FakePicture.of(200, 100, "dog", ""));
    upload("b.jpg", FakePicture.of(200, 100, "cat", ""));
    buckets.failOnce("put b.jpg/w640.jpg");
    Configuration conf = new Configuration();
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    run(conf, FakeRenderer::new);
    assertThat(buckets.hasFailed()).isTrue();
    assertThat(variants("a.jpg")).hasSize(16);
    assertThat(variants("b.jpg")).hasSize(16);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void closesItsEnginesWhenItEnds() throws Exception {
    upload("a.jpg", FakePicture.of(200, 100, "dog", ""));
    OpenEngines.OPENED.set(0);
    OpenEngines.CLOSED.set(0);
    run(noRestarts(), OpenEngines::new);
    assertThat(OpenEngines.OPENED).hasPositiveValue();
    assertThat(OpenEngines.CLOSED).hasValue(OpenEngines.OPENED.get());
  }

  @Test
  void rendersWithTheRealEngine() throws Exception {
    upload("real.png", png(400, 300));
    run(noRestarts(), () -> Renderers.choose("auto"));
    byte[] variant = buckets.objects("calotype-variants").get("real.png/w160.jpg").object().bytes();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(variant));
    assertThat(image.getWidth()).isEqualTo(160);
    assertThat(image.getHeight()).isEqualTo(120);
    assertThat(image.getRGB(80, 60) & 0xff).isGreaterThan(200);
  }

  private static byte[] png(int widthPx, int heightPx) throws IOException {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, 0x2040f0);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private void upload(String key, byte[] file) {
    buckets.objects(Events.ORIGINALS).put(key, file);
    put(Events.created(key, "0" + stream.size()).toString().getBytes(StandardCharsets.UTF_8));
  }

  private void put(byte[] data) {
    stream.add(data);
  }

  private CalotypeJob job(RendererFactory renderers) {
    return new CalotypeJob(settings, this::source, new LogAnnouncer(), buckets, renderers);
  }

  private Source<KinesisRecord, ?, ?> source(PipelineSettings settings) {
    ArrayList<byte[]> records = new ArrayList<>(stream);
    return new DataGeneratorSource<>(
        index -> Events.record(records.get(index.intValue()), index + 1),
        records.size(),
        TypeInformation.of(KinesisRecord.class));
  }

  private void run() throws Exception {
    run(noRestarts(), FakeRenderer::new);
  }

  private void run(Configuration conf, RendererFactory renderers) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, conf);
    job(renderers).build(env);
    env.execute();
  }

  private static Configuration noRestarts() {
    Configuration conf = new Configuration();
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return conf;
  }

  private List<String> variants(String key) {
    return buckets.objects("calotype-variants").all().keySet().stream()
        .filter(k -> k.startsWith(key + "/"))
        .map(k -> k.substring(key.length() + 1))
        .toList();
  }

  private Map<String, String> deadLetters() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (var letter : buckets.objects("calotype-dead-letters").all().entrySet()) {
      var json = new JsonMapper().readTree(letter.getValue().object().bytes());
      assertThat(letter.getKey())
          .isEqualTo("shardId-000000000000/" + json.path("sequenceNumber").asText() + ".json");
      reasons.put(
          json.path("sequenceNumber").asText(),
          json.path("reason").asText() + " " + json.path("key").asText());
    }
    return reasons;
  }

  /** Counts what those of this process have decoded, once they are closed. */
  private static final class DecodesCounted extends FakeRenderer {
    private static final AtomicInteger DECODED = new AtomicInteger();

    @Override
    public void close() {
      DECODED.addAndGet(decodes());
    }
  }

  /** Counts those that were opened in this process, and those that were closed. */
  private static final class OpenEngines extends FakeRenderer {
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    OpenEngines() {
      OPENED.incrementAndGet();
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
