package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.peers.Peer;
import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void findsEachPeerByItsOwnName() {
    List<Run> runs = new ArrayList<>();
    BenchmarkSettings nothing =
        new BenchmarkSettings(Optional.empty(), List.of(), Path.of("nowhere"));
    List<Peer> peers = Peer.others(Formats.JPEG_ONLY, Path.of("peers"), nothing);
    for (int i = 0; i < peers.size(); i++) {
      runs.add(ratio(peers.get(i).does(), i + 1));
    }

    List<Goal> goals = Goal.of(runs);

    assertThat(goals.get(0).found()).isEqualTo(1 + index(peers, "sharp-clone"));
    assertThat(goals.get(1).found()).isEqualTo(1 + index(peers, "sharp-raw"));
    assertThat(goals.get(2).found()).isEqualTo(1 + index(peers, "imgscalr"));
  }

  @Test
  void saysWhatIsReachedAndWhatIsNot() {
    List<Run> runs =
        List.of(
            ratio("sharp, clone() for each size; as here (standard Huffman tables)", 2.69),
            Run.of(
                "edge",
                "cpu-per-call",
                Map.of("request", "a srcset’s URL", "quantile", "median"),
                "µs",
                11),
            Run.of(
                "endtoend",
                "cpu-ratio-to-engine",
                Map.of("formats", "JPEG + WebP + AVIF", "photo", "2 MP"),
                "x",
                1.15));

    assertThat(Goal.of(runs))
        .extracting(Goal::verdict)
        .containsExactly(
            "missed by 0.4 %, 14 real photos",
            "not measured", "not measured", "reached, photos of 2 MP", "reached");
  }

  @Test
  void saysNeitherWhereTheGoalLiesWithinTheInterval() {
    String contender = "sharp, clone() for each size; as here (standard Huffman tables)";

    assertThat(state(contender, 2.75, 2.6, 2.9)).isEqualTo("open");
    assertThat(state(contender, 2.65, 2.6, 2.72)).isEqualTo("open");
    assertThat(state(contender, 2.75, 2.71, 2.9)).isEqualTo("reached");
    assertThat(state(contender, 2.65, 2.6, 2.69)).isEqualTo("missed");
  }

  @Test
  void takesThePhotosThatAreWorstForTheWholePath() {
    List<Run> runs = List.of(path("2 MP", 1.12), path("12 MP", 1.26), path("photos", 1.22));

    assertThat(Goal.of(runs).get(3).verdict()).isEqualTo("missed by 9.6 %, photos of 12 MP");
  }

  private static Run path(String photo, double value) {
    return Run.of(
        "endtoend",
        "cpu-ratio-to-engine",
        Map.of("formats", "JPEG + WebP + AVIF", "photo", photo),
        "x",
        value);
  }

  private static String state(String contender, double value, double low, double high) {
    Map<String, Object> params = Map.of("contender", contender, "format", "JPEG");
    Run run =
        new Run(
            "peers",
            "cpu-ratio-to-calotype",
            params,
            "×",
            Better.HIGHER,
            value,
            low,
            high,
            List.of());
    return Goal.of(List.of(run)).get(0).state();
  }

  private static int index(List<Peer> peers, String id) {
    return peers.stream().map(Peer::id).toList().indexOf(id);
  }

  private static Run ratio(String contender, double value) {
    return Run.of(
        "peers",
        "cpu-ratio-to-calotype",
        Map.of("contender", contender, "format", "JPEG", "photos", "14 real photos (1a2b3c)"),
        "×",
        value);
  }
}
