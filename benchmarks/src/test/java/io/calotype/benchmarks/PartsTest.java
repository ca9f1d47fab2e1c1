package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

class PartsTest {
  private static final Collection<String> JAVA =
      List.of("SCALR", "IMGSCALR", "IMGSCALR_QUALITY", "THUMBNAILATOR", "IMAGEIO");

  @Test
  void runsEachEngineWithWhatItMakes() throws Exception {
    Parts parts = parts("LadderBenchmark");

    assertThat(parts.runs())
        .extracting(run -> parameter(run, "engine"), run -> parameter(run, "formats"))
        .containsExactlyInAnyOrder(
            tuple(Set.of("VIPS"), Set.of("DEFAULT", "JPEG_ONLY", "WEBP_ONLY", "WHOLE")),
            tuple(Set.copyOf(JAVA), Set.of("JPEG_ONLY")));
    assertThat(parts.leftOut()).hasSize(3 * JAVA.size());
  }

  @Test
  void runsAllAtOnceWhereAllCanBeMade() throws Exception {
    Parts parts = parts("LadderBenchmark|NameBenchmark", "-p", "formats=JPEG_ONLY");

    assertThat(parts.leftOut()).isEmpty();
    assertThat(parts.runs()).hasSize(1);
  }

  @Test
  void runsNothingWhereNothingCanBeMade() throws Exception {
    Parts parts = parts("SingleVariantBenchmark", "-p", "engine=SCALR", "-p", "variant=w640.webp");

    assertThat(parts.runs()).isEmpty();
    assertThat(parts.leftOut())
        .containsExactly("SingleVariantBenchmark: SCALR does not make w640.webp");
  }

  @Test
  void leavesWhatIsNoParameterToJmh() throws Exception {
    assertThat(parts("LadderBenchmark", "-p", "engine=NOBODY").leftOut()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Contender.class)
  void knowsWhatEnginesMake(Contender contender) {
    assertThat(contender.formats()).isEqualTo(contender.open().formats());
  }

  private static Parts parts(String... arguments) throws Exception {
    return Parts.of(new CommandLineOptions(arguments));
  }

  private static Set<String> parameter(Options run, String name) {
    return Set.copyOf(run.getParameter(name).orElse(List.of()));
  }
}
