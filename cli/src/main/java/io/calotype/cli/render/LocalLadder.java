package io.calotype.cli.render;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the ladder of one local file, with the manifest that the job would write for the same bytes
 * under the same key.
 *
 * @param maker recipe and engine
 */
public record LocalLadder(LadderMaker maker) {

  /**
   * A picture's ladder in memory.
   *
   * @param manifest what there is
   * @param files each variant's bytes by its name; several names may share them
   * @param cpu the processor time of each by its name, the whole process's meanwhile
   */
  record Made(Manifest manifest, Map<String, byte[]> files, Map<String, Duration> cpu) {}

  /**
   * Makes it.
   *
   * @throws io.calotype.variants.reason.RefusedException where the file is at fault
   * @throws IOException where it cannot be read
   */
  Made make(SourceFile source) throws IOException {
    // Before it is read: what is far too large has no place in memory either.
    Admission.requireBytes(Files.size(source.file()), maker.recipe().limits());
    byte[] original = Files.readAllBytes(source.file());
    // Slow formats as well: nobody waits for the first half of a folder.
    Rendering rendering =
        maker.make(original, new RenderHints(source.key(), null), maker.wholeLadder());
    Map<VariantName, String> etags = new LinkedHashMap<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, Duration> cpu = new LinkedHashMap<>();
    for (RenderedImage image : rendering.ladder().images()) {
      String etag = etag(image.bytes());
      for (VariantName name : image.planned().names()) {
        etags.put(name, etag);
        files.put(name.toString(), image.bytes());
        cpu.put(name.toString(), image.cpu());
      }
    }
    Source version = new Source(etag(original), original.length, null);
    return new Made(Manifest.ready(source.key(), version, rendering, etags), files, cpu);
  }

  /** The entity tag that S3 gives to an object that is put in one piece. */
  private static String etag(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
