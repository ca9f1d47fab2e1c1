package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

class StreamWriterTest {
  private final List<String> taken = new ArrayList<>();
  private final List<Integer> requests = new ArrayList<>();

  @Test
  void putsAllInRequestsOfWhatTheStreamTakesAtOnce() throws Exception {
    List<String> keys = IntStream.range(0, 1_001).mapToObj(i -> "key " + i).toList();
    put(keys, key -> true);
    assertThat(taken).isEqualTo(keys);
    assertThat(requests).containsExactly(500, 500, 1);
  }

  @Test
  void putsAgainOnlyWhatWasNotTaken() throws Exception {
    List<String> throttled = new ArrayList<>(List.of("b", "c", "c"));
    put(List.of("a", "b", "c"), key -> !throttled.remove(key));
    assertThat(taken).containsExactly("a", "b", "c");
    assertThat(requests).containsExactly(3, 2, 1);
  }

  @Test
  void failsAtOnceWhereItIsRefused() {
    assertThatThrownBy(
            () ->
                put(
                    List.of("a"),
                    key -> {
                      throw KinesisException.builder()
                          .statusCode(400)
                          .awsErrorDetails(
                              AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
                          .build();
                    }))
        .isInstanceOf(StreamException.class);
    assertThat(requests).hasSize(1);
  }

  private void put(List<String> keys, Predicate<String> takes) throws Exception {
    KinesisClient client = new FakeKinesis(takes);
    new StreamWriter(client, "events")
        .put(
            keys.stream()
                .map(key -> new StreamWriter.Entry(key, key.getBytes(StandardCharsets.UTF_8)))
                .toList());
  }

  private final class FakeKinesis implements KinesisClient {
    private final Predicate<String> takes;

    FakeKinesis(Predicate<String> takes) {
      this.takes = takes;
    }

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
      requests.add(request.records().size());
      return PutRecordsResponse.builder()
          .records(request.records().stream().map(this::result).toList())
          .build();
    }

    private PutRecordsResultEntry result(PutRecordsRequestEntry entry) {
      if (takes.test(entry.partitionKey())) {
        taken.add(entry.data().asUtf8String());
        return PutRecordsResultEntry.builder().sequenceNumber("1").build();
      }
      return PutRecordsResultEntry.builder()
          .errorCode("ProvisionedThroughputExceededException")
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
