package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.render.Part;
import io.calotype.variants.reason.Reason;
import java.util.Collection;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final OriginalEvent CREATED = Events.decoded(Events.created("a", "1"));
  private static final OriginalEvent RECONCILE = Events.decoded(Events.reconcile("a"));
  private static final OriginalEvent DELETED = Events.decoded(Events.deleted("a", "1"));

  private final Bench bench = new Bench();

  @Test
  void tellsThatVariantsAreReady() {
    bench.originals.put("a", FakePicture.of(10, 10, "dog", ""));
    Made made = bench.make("a");
    Announcement told = only(Outcome.of(CREATED, made, Part.EAGER, 7)).announcement();
    assertThat(told.type()).isEqualTo(Announcement.Type.VARIANTS_READY);
    assertThat(told.v()).isEqualTo(made.manifest().v());
    assertThat(bench.variants.get("a/w160.jpg").object().metadata())
        .containsEntry("cache-tag", told.cacheTag());
  }

  @Test
  void keepsTheRecordOfWhatWasRefused() {
    bench.originals.put("a", FakePicture.of(10, 10, FakePicture.TRUNCATED, ""));
    Outcome outcome = only(Outcome.of(CREATED, bench.make("a"), Part.EAGER, 7));
    DeadLetter letter = outcome.deadLetter();
    assertThat(letter.reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(letter.data()).isEqualTo(CREATED.data());
    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(outcome.announcement().reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void tellsOfARemovalWhereItsOwnEventOrSomebodyElseAskedForIt() {
    Made removed = bench.make("a");
    for (OriginalEvent event : List.of(DELETED, RECONCILE)) {
      assertThat(only(Outcome.of(event, removed, Part.EAGER, 7)).announcement().type())
          .isEqualTo(Announcement.Type.VARIANTS_REMOVED);
    }
    assertThat(Outcome.of(CREATED, removed, Part.EAGER, 7)).isEmpty();
  }

  /** The deletion's own event was told before that: caches may hold it since. */
  @Test
  void tellsOfARemovalOfWhatASlowPartHasLeft() {
    bench.variants.put("a/w160.avif", new byte[] {1});
    Made removed = bench.make(Bench.SLOW, Part.SLOW, "a", "shard/1");
    Announcement told = only(Outcome.of(CREATED, removed, Part.SLOW, 7)).announcement();
    assertThat(told.type()).isEqualTo(Announcement.Type.VARIANTS_REMOVED);
    assertThat(bench.variants.all()).isEmpty();
    Made nothing = bench.make(Bench.SLOW, Part.SLOW, "a", "shard/1");
    assertThat(Outcome.of(CREATED, nothing, Part.SLOW, 7)).isEmpty();
  }

  @Test
  void tellsNothingOfWhatWasDoneBefore() {
    bench.originals.put("a", FakePicture.of(10, 10, "dog", ""));
    bench.make("a");
    assertThat(Outcome.of(CREATED, bench.make("a"), Part.EAGER, 7)).isEmpty();
  }

  @Test
  void sendsOnWhatLacksSlowFormats() {
    bench.originals.put("a", FakePicture.of(10, 10, "dog", ""));
    Made made = bench.make(Bench.SLOW, Part.EAGER, "a", "shard/1");
    Outcome outcome = only(Outcome.of(CREATED, made, Part.EAGER, 7));
    assertThat(outcome.slow()).isSameAs(CREATED);
    assertThat(outcome.announcement().pending()).containsExactly("avif");
    // Whoever looks finds it still to be done, also when nothing is to be told.
    Made again = bench.make(Bench.SLOW, Part.EAGER, "a", "shard/2");
    assertThat(only(Outcome.of(CREATED, again, Part.EAGER, 7)).announcement()).isNull();
    assertThat(only(Outcome.of(CREATED, again, Part.EAGER, 7)).slow()).isSameAs(CREATED);
  }

  @Test
  void tellsOnceMoreWhenSlowFormatsHaveComeAndKeepsWhyWhereNot() {
    bench.originals.put("a", FakePicture.of(10, 10, "dog", ""));
    Made made = bench.make(Bench.SLOW, Part.SLOW, "a", "shard/1");
    Outcome outcome = only(Outcome.of(CREATED, made, Part.SLOW, 7));
    assertThat(outcome.announcement().type()).isEqualTo(Announcement.Type.VARIANTS_READY);
    assertThat(outcome.announcement().pending()).isEmpty();
    assertThat(outcome.deadLetter()).isNull();

    bench.originals.put("b", FakePicture.of(10, 10, FakePicture.TOO_SLOW, ""));
    Made withheld = bench.make(Bench.SLOW, Part.SLOW, "b", "shard/1");
    Outcome kept = only(Outcome.of(CREATED, withheld, Part.SLOW, 7));
    assertThat(kept.announcement().type()).isEqualTo(Announcement.Type.VARIANTS_READY);
    assertThat(kept.deadLetter().reason()).isEqualTo(Reason.RENDER_TIMEOUT);
  }

  @Test
  void isSerialisedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Outcome.class);
  }

  private static Outcome only(Collection<Outcome> outcomes) {
    assertThat(outcomes).hasSize(1);
    return outcomes.iterator().next();
  }
}
