package io.calotype.pipeline.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Kinesis as clients reach it, over HTTP, in front of a {@link FakeStream} with all its faults:
 * what any source can be held to, ours or another. Speaks JSON, so clients must not speak CBOR
 * ({@code aws.cborEnabled}).
 */
final class FakeKinesis implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TARGET = "Kinesis_20131202.";
  private static final double MS_PER_SECOND = 1_000;

  private final FakeStream stream;
  private final StreamClient client;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeKinesis(FakeStream stream) throws IOException {
    this.stream = stream;
    this.client = new FakeStreamClient(stream);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The stream's address within AWS. */
  static String arn(String streamName) {
    return "arn:aws:kinesis:eu-central-1:000000000000:stream/" + streamName;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation =
          exchange.getRequestHeaders().getFirst("X-Amz-Target").substring(TARGET.length());
      JsonNode request;
      try (InputStream body = exchange.getRequestBody()) {
        request = JSON.readTree(body);
      }
      try {
        send(exchange, 200, answer(operation, request));
      } catch (StreamException e) {
        send(exchange, status(e.kind()), NODES.objectNode().put("__type", code(e.kind())));
      }
    }
  }

  private ObjectNode answer(String operation, JsonNode request) throws StreamException {
    return switch (operation) {
      case "DescribeStreamSummary" -> description(client.describeStream());
      case "ListShards" -> listing(client.listShards(), request.path("ShardFilter"));
      case "GetShardIterator" -> {
        String shardId = request.path("ShardId").asText();
        yield NODES
            .objectNode()
            .put("ShardIterator", shardId + "|" + client.getShardIterator(shardId, place(request)));
      }
      case "GetRecords" -> {
        String[] iterator = request.path("ShardIterator").asText().split("\\|", -1);
        yield page(
            iterator[0],
            client.getRecords(iterator[0], iterator[1], request.path("Limit").asInt(10_000)));
      }
      default -> throw new IllegalArgumentException("expected no call of " + operation);
    };
  }

  private static ShardPosition place(JsonNode request) {
    return switch (request.path("ShardIteratorType").asText()) {
      case "TRIM_HORIZON" -> new ShardPosition.TrimHorizon();
      case "AFTER_SEQUENCE_NUMBER" ->
          new ShardPosition.AfterSequenceNumber(request.path("StartingSequenceNumber").asText());
      case "AT_TIMESTAMP" ->
          new ShardPosition.AtTimestamp(
              Instant.ofEpochMilli(
                  Math.round(request.path("Timestamp").asDouble() * MS_PER_SECOND)));
      default -> throw new IllegalArgumentException("expected no iterator such as " + request);
    };
  }

  private ObjectNode description(StreamDescription description) {
    ObjectNode summary = NODES.objectNode();
    summary
        .put("StreamARN", description.arn())
        .put("StreamStatus", "ACTIVE")
        .put("RetentionPeriodHours", 24)
        .put("StreamCreationTimestamp", seconds(description.created().toEpochMilli()))
        .put("OpenShardCount", stream.listing().shards().size());
    return NODES.objectNode().set("StreamDescriptionSummary", summary);
  }

  private static ObjectNode listing(List<Shard> shards, JsonNode filter) {
    ArrayNode listed = NODES.arrayNode();
    for (Shard shard : shards) {
      boolean wanted =
          !filter.path("Type").asText().equals("AFTER_SHARD_ID")
              || shard.shardId().compareTo(filter.path("ShardId").asText()) > 0;
      if (wanted) {
        listed.add(described(shard));
      }
    }
    return NODES.objectNode().set("Shards", listed);
  }

  private static ObjectNode described(Shard shard) {
    List<String> parents = shard.parentShardIds();
    ObjectNode node = NODES.objectNode().put("ShardId", shard.shardId());
    node.put("ParentShardId", parents.isEmpty() ? null : parents.get(0));
    node.put("AdjacentParentShardId", parents.size() < 2 ? null : parents.get(1));
    node.putObject("SequenceNumberRange")
        .put("StartingSequenceNumber", shard.firstSequenceNumber())
        .put("EndingSequenceNumber", shard.lastSequenceNumber());
    node.set("HashKeyRange", hashKeys());
    return node;
  }

  private static ObjectNode page(String shardId, RecordPage page) {
    ObjectNode node = NODES.objectNode();
    ArrayNode records = node.putArray("Records");
    for (KinesisRecord record : page.records()) {
      records
          .addObject()
          .put("SequenceNumber", record.sequenceNumber())
          .put("PartitionKey", record.partitionKey())
          .put("ApproximateArrivalTimestamp", seconds(record.approximateArrivalMs()))
          .put("Data", record.data());
    }
    String next = page.nextIterator();
    node.put("NextShardIterator", next == null ? null : shardId + "|" + next);
    node.put("MillisBehindLatest", page.behindLatestMs());
    if (page.endsShard()) {
      ArrayNode children = node.putArray("ChildShards");
      for (String child : page.childShardIds()) {
        ObjectNode childNode = children.addObject().put("ShardId", child);
        childNode.putArray("ParentShards").add(shardId);
        childNode.set("HashKeyRange", hashKeys());
      }
    }
    return node;
  }

  /** Which keys a shard takes matters to nobody here: records are put by shard. */
  private static ObjectNode hashKeys() {
    return NODES.objectNode().put("StartingHashKey", "0").put("EndingHashKey", "1000");
  }

  private static double seconds(long ms) {
    return ms / MS_PER_SECOND;
  }

  private static int status(Kind kind) {
    return kind == Kind.UNAVAILABLE ? 500 : 400;
  }

  private static String code(Kind kind) {
    return switch (kind) {
      case THROTTLED -> "ProvisionedThroughputExceededException";
      case ITERATOR_EXPIRED -> "ExpiredIteratorException";
      case UNAVAILABLE -> "InternalFailureException";
      case SHARD_NOT_FOUND, STREAM_NOT_FOUND -> "ResourceNotFoundException";
      case REFUSED -> "InvalidArgumentException";
    };
  }

  private static void send(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
