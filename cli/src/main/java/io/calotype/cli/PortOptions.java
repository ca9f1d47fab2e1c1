package io.calotype.cli;

import io.calotype.infra.local.StackOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the parts of the system listen, all on 127.0.0.1. */
@Command
final class PortOptions {
  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The front door. Default: 8080. 0 takes any free port, here and below.")
  private int edge;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      defaultValue = "9000",
      description = "S3. Default: 9000.")
  private int s3;

  @Option(
      names = "--kinesis-port",
      paramLabel = "PORT",
      defaultValue = "4568",
      description = "Kinesis. Default: 4568.")
  private int kinesis;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Flink's page. Default: 8081.")
  private int flink;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9249",
      description = "Prometheus metrics. Default: 9249.")
  private int metrics;

  /** The first that is neither a port nor 0. */
  OptionalInt invalid() {
    return IntStream.of(edge, s3, kinesis, flink, metrics)
        .filter(port -> port < 0 || port > PORT_MAX)
        .findFirst();
  }

  /** The options that name one port for several parts, with that port; empty where none do. */
  Map<Integer, List<String>> shared() {
    Map<Integer, List<String>> options = new TreeMap<>();
    ports()
        .byOption()
        .forEach(
            (option, port) -> options.computeIfAbsent(port, p -> new ArrayList<>()).add(option));
    options.remove(0);
    options.values().removeIf(of -> of.size() < 2);
    return options;
  }

  StackOptions.Ports ports() {
    return new StackOptions.Ports(edge, s3, kinesis, flink, metrics);
  }
}
