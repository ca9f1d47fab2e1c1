package io.calotype.cli.backfill;

import io.calotype.variants.name.DerivedKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Originals that are gone and of which variants are left: what an event of a deletion that was lost
 * leaves behind.
 */
final class Leftovers {
  private static final int THREADS = 16;

  private final S3Client s3;
  private final String originals;
  private final String variants;
  private final String prefix;

  /**
   * Those whose keys begin with a prefix.
   *
   * @param originals the bucket of originals
   * @param variants the bucket of variants
   */
  Leftovers(S3Client s3, String originals, String variants, String prefix) {
    this.s3 = s3;
    this.originals = originals;
    this.variants = variants;
    this.prefix = prefix;
  }

  /** Takes keys of originals that are gone; each once in all. */
  @FunctionalInterface
  interface Found {
    void keys(List<String> gone) throws InterruptedException;
  }

  /**
   * Looks for all: lists the bucket of variants, and asks for the original of each.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException where a bucket cannot be asked
   */
  void find(Found found) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      String last = "";
      for (ListObjectsV2Response page :
          s3.listObjectsV2Paginator(
              list -> list.bucket(variants).prefix(prefix).encodingType(EncodingType.URL))) {
        Set<String> keys = new LinkedHashSet<>();
        for (S3Object object : page.contents()) {
          DerivedKeys.of(object.key())
              .map(DerivedKeys::originalKey)
              .filter(key -> key.startsWith(prefix))
              .ifPresent(keys::add);
        }
        // What is derived from one original stands side by side, but for pages' ends.
        keys.remove(last);
        last = keys.stream().reduce(last, (any, next) -> next);
        found.keys(gone(keys, threads));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> gone(Set<String> keys, ExecutorService threads) throws InterruptedException {
    List<Callable<Boolean>> questions = new ArrayList<>();
    keys.forEach(key -> questions.add(() -> isGone(key)));
    List<Future<Boolean>> answers = threads.invokeAll(questions);
    List<String> gone = new ArrayList<>();
    int i = 0;
    for (String key : keys) {
      if (answer(answers.get(i++))) {
        gone.add(key);
      }
    }
    return gone;
  }

  private boolean isGone(String key) {
    try {
      s3.headObject(head -> head.bucket(originals).key(key));
      return false;
    } catch (NoSuchKeyException e) {
      return true;
    }
  }

  private static boolean answer(Future<Boolean> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
