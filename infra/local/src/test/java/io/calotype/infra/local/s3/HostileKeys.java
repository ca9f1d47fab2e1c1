package io.calotype.infra.local.s3;

import java.util.List;
import java.util.stream.Stream;

/** Keys that S3 takes and that something on the way is likely to break. */
public final class HostileKeys {
  private HostileKeys() {}

  /** Each of them may stand beside each other one. */
  public static Stream<String> all() {
    return List.of(
        "plain.jpg",
        "holiday/köln & co (1)+2%20.jpg",
        "two  spaces and a trailing one ",
        "plus+plus",
        "percent%",
        "percent%20space",
        "percent%2Fslash",
        "umlaut-nfc-\u00fc",
        "umlaut-nfd-u\u0308",
        "emoji-\uD83D\uDCF7\uD83C\uDFFD.jpg",
        "private-use-\uE000-\uFFFD",
        "\"double\" and 'single' quotes",
        "amper&sand;semi=equals?question#hash",
        "<angle>[square]{curly}|pipe^caret`tick~tilde\\back",
        "a",
        "a/b",
        "a/b/c",
        "double//slash",
        "/leading",
        "//two leading",
        "trailing/",
        "/",
        "dot/./segment",
        "dots/../segment",
        "...",
        "x".repeat(255) + "y",
        "s/" + "x".repeat(1022),
        "\u00fc".repeat(512),
        "UPPER",
        "upper",
        "CON",
        "name:stream",
        ".mpus-x",
        "control-\u0001-characters-\u001f-\t-\n-\u007f",
        "a/manifest.json")
        .stream();
  }
}
