package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stream in memory that can be split, merged, trimmed, made anew, throttled, and that lets
 * iterators expire. Clients in other threads, and in a job of this process, find it by its name.
 */
final class FakeStream {

  private static final Map<String, FakeStream> BY_NAME = new ConcurrentHashMap<>();
  private static final BigInteger FIRST_SEQUENCE_NUMBER = BigInteger.TEN.pow(55);

  private final String name;
  private final Map<String, FakeShard> shards = new LinkedHashMap<>();
  private final Deque<StreamException> faults = new ArrayDeque<>();
  private final List<String> iteratorsOpened = new ArrayList<>();

  private Instant created = Instant.ofEpochMilli(1_000);
  private long clockMs = 10_000;
  private long sequence;
  private int nextShard;
  private int iteratorGeneration;
  private int iteratorReadsMax = Integer.MAX_VALUE;
  private int getRecordsCalls;
  private long answerAfterMs;

  private FakeStream(String name) {
    this.name = name;
  }

  static FakeStream create(String name, int shardCount) {
    FakeStream stream = new FakeStream(name);
    for (int i = 0; i < shardCount; i++) {
      stream.addShard(List.of());
    }
    BY_NAME.put(name, stream);
    return stream;
  }

  /** What a job is given: it finds the stream again by its name, even when serialised. */
  StreamClientFactory clients() {
    String streamName = name;
    return () -> new FakeStreamClient(BY_NAME.get(streamName));
  }

  static String shardId(int number) {
    return String.format("shardId-%012d", number);
  }

  synchronized KinesisRecord put(String shardId, String text) {
    FakeShard shard = shards.get(shardId);
    if (shard == null || shard.closed) {
      throw new IllegalStateException("Expected an open shard but got " + shardId + ".");
    }
    KinesisRecord record =
        new KinesisRecord(
            shardId, nextSequenceNumber(), text, ++clockMs, text.getBytes(StandardCharsets.UTF_8));
    shard.records.add(record);
    return record;
  }

  void put(int shard, String text) {
    put(shardId(shard), text);
  }

  synchronized List<String> split(String shardId) {
    shards.get(shardId).close(nextSequenceNumber());
    return List.of(addShard(List.of(shardId)), addShard(List.of(shardId)));
  }

  synchronized String merge(String one, String other) {
    shards.get(one).close(nextSequenceNumber());
    shards.get(other).close(nextSequenceNumber());
    return addShard(List.of(one, other));
  }

  /** Retention passes: the stream forgets the shard. */
  synchronized void trim(String shardId) {
    shards.remove(shardId);
  }

  /** Deleted, and created again with the same name and number of shards. */
  synchronized void makeAnew(int shardCount) {
    created = created.plusSeconds(60);
    shards.clear();
    nextShard = 0;
    iteratorGeneration++;
    for (int i = 0; i < shardCount; i++) {
      addShard(List.of());
    }
  }

  /** The next calls of any kind fail so. */
  synchronized void failNext(Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      faults.add(new StreamException(kind, "injected " + kind));
    }
  }

  synchronized void expireIterators() {
    iteratorGeneration++;
  }

  /** From now on every iterator, and what follows from it, is good for so many reads. */
  synchronized void expireIteratorsAfter(int reads) {
    iteratorReadsMax = reads;
  }

  synchronized void answerAfter(long ms) {
    answerAfterMs = ms;
  }

  synchronized Instant created() {
    return created;
  }

  synchronized Instant now() {
    return Instant.ofEpochMilli(clockMs);
  }

  synchronized int getRecordsCalls() {
    return getRecordsCalls;
  }

  /** Each iterator opened: shard and position. */
  synchronized List<String> iteratorsOpened() {
    return List.copyOf(iteratorsOpened);
  }

  synchronized StreamListing listing() {
    return new StreamListing(
        new StreamDescription("arn:" + name, created),
        shards.values().stream().map(FakeShard::toShard).toList());
  }

  synchronized void throwFault() throws StreamException {
    StreamException fault = faults.poll();
    if (fault != null) {
      throw fault;
    }
  }

  synchronized String openIterator(String shardId, ShardPosition position) throws StreamException {
    throwFault();
    List<KinesisRecord> records = existing(shardId).records;
    iteratorsOpened.add(shardId + " " + position);
    int index = 0;
    while (index < records.size() && isBefore(records.get(index), position)) {
      index++;
    }
    return iterator(index, 0);
  }

  RecordPage read(String shardId, String iterator, int recordsMax) throws StreamException {
    pause();
    synchronized (this) {
      getRecordsCalls++;
      throwFault();
      String[] parts = iterator.split(":", -1);
      int from = Integer.parseInt(parts[0]);
      int reads = Integer.parseInt(parts[1]);
      if (Integer.parseInt(parts[2]) != iteratorGeneration || reads >= iteratorReadsMax) {
        throw new StreamException(Kind.ITERATOR_EXPIRED, "injected expiry");
      }
      FakeShard shard = existing(shardId);
      int to = Math.min(shard.records.size(), from + recordsMax);
      boolean end = shard.closed && to == shard.records.size();
      List<String> children =
          shards.values().stream()
              .filter(other -> other.parents.contains(shardId))
              .map(other -> other.id)
              .toList();
      return new RecordPage(
          shard.records.subList(from, to),
          end ? null : iterator(to, reads + 1),
          end ? children : List.of(),
          1_000L * (shard.records.size() - to));
    }
  }

  private void pause() {
    long ms;
    synchronized (this) {
      ms = answerAfterMs;
    }
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FakeShard existing(String shardId) throws StreamException {
    FakeShard shard = shards.get(shardId);
    if (shard == null) {
      throw new StreamException(Kind.SHARD_NOT_FOUND, "no shard " + shardId);
    }
    return shard;
  }

  private static boolean isBefore(KinesisRecord record, ShardPosition position) {
    if (position instanceof ShardPosition.AfterSequenceNumber after) {
      return new BigInteger(record.sequenceNumber())
              .compareTo(new BigInteger(after.sequenceNumber()))
          <= 0;
    }
    return position instanceof ShardPosition.AtTimestamp at
        && record.approximateArrivalMs() < at.timestamp().toEpochMilli();
  }

  private String iterator(int index, int reads) {
    return index + ":" + reads + ":" + iteratorGeneration;
  }

  private String addShard(List<String> parents) {
    String id = shardId(nextShard++);
    shards.put(id, new FakeShard(id, parents, nextSequenceNumber()));
    return id;
  }

  private String nextSequenceNumber() {
    return FIRST_SEQUENCE_NUMBER.add(BigInteger.valueOf(++sequence)).toString();
  }

  private static final class FakeShard {
    private final String id;
    private final List<String> parents;
    private final String firstSequenceNumber;
    private final List<KinesisRecord> records = new ArrayList<>();
    private boolean closed;
    private String lastSequenceNumber;

    FakeShard(String id, List<String> parents, String firstSequenceNumber) {
      this.id = id;
      this.parents = parents;
      this.firstSequenceNumber = firstSequenceNumber;
    }

    void close(String sequenceNumber) {
      closed = true;
      lastSequenceNumber = sequenceNumber;
    }

    Shard toShard() {
      return new Shard(id, parents, firstSequenceNumber, lastSequenceNumber);
    }
  }
}
