package io.calotype.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where commands write: results on {@code out}, all else on {@code err}. UTF-8 on both.
 *
 * @param out standard output
 * @param err standard error
 * @param terminalErr whether somebody watches {@code err}, so that progress may be drawn there
 * @param colourOut whether {@code out} may be sent colours
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminalErr, boolean colourOut) {
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  /** The console of this process. */
  public static Console ofProcess(boolean terminalErr, boolean colourOut) {
    // Not System.out: its charset is the locale's.
    return new Console(
        writer(FileDescriptor.out), writer(FileDescriptor.err), terminalErr, colourOut);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Writes a line of the result. */
  public void line(String line) {
    out.println(line);
  }

  /** Tells the user something beside the result. */
  public void note(String line) {
    err.println("calotype: " + line);
  }

  /** Writes a value as the whole result, as JSON. */
  public void json(Object value) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    try {
      out.println(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON", e);
    }
  }

  /** What stands out, where colours are taken. */
  public String strong(String text) {
    return colourOut ? BOLD + text + PLAIN : text;
  }

  /** What stands back, where colours are taken. */
  public String faint(String text) {
    return colourOut ? DIM + text + PLAIN : text;
  }
}
