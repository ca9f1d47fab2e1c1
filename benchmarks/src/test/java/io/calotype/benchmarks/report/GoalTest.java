package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.peers.Peer;
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
                Map.of("formats", "JPEG + WebP + AVIF"),
                "x",
                1.15));

    assertThat(Goal.of(runs))
        .extracting(Goal::reached)
        .containsExactly(false, null, null, true, true);
  }

  private static int index(List<Peer> peers, String id) {
    return peers.stream().map(Peer::id).toList().indexOf(id);
  }

  private static Run ratio(String contender, double value) {
    return Run.of(
        "peers",
        "cpu-ratio-to-calotype",
        Map.of("contender", contender, "format", "JPEG"),
        "×",
        value);
  }
}
