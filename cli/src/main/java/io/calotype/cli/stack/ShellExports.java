package io.calotype.cli.stack;

import io.calotype.infra.local.state.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a shell evaluates so that AWS's clients, and programs for Calotype, find the system. */
public final class ShellExports {
  private ShellExports() {}

  /** One {@code export NAME='value'} a line, safe in every POSIX shell whatever the values hold. */
  public static List<String> of(Stack stack) {
    return variables(stack).entrySet().stream()
        .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()))
        .toList();
  }

  /** The variables by their names, in a fixed order. */
  public static Map<String, String> variables(Stack stack) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ACCESS_KEY_ID", stack.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", stack.secretAccessKey());
    variables.put("AWS_REGION", stack.region());
    variables.put("AWS_DEFAULT_REGION", stack.region());
    variables.put("AWS_ENDPOINT_URL_S3", stack.s3());
    variables.put("AWS_ENDPOINT_URL_KINESIS", stack.kinesis());
    variables.put("CALOTYPE_URL", stack.edge());
    variables.put("CALOTYPE_TOKEN", stack.uploadToken());
    return variables;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
