package io.calotype.infra.local.s3.objects;

import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Bytes that have arrived whole but belong to no object yet.
 *
 * @param md5Hex digest of the bytes, which is the etag of an object made of them alone
 */
public record StagedBody(Path file, long sizeBytes, String md5Hex) {

  byte[] md5() {
    return HexFormat.of().parseHex(md5Hex);
  }
}
