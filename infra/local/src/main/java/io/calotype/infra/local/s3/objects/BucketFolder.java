package io.calotype.infra.local.s3.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The buckets in a folder: {@code buckets/<name>} for their objects, {@code staging} for what is on
 * its way, {@code sequencer}. One process at a time may have it open.
 */
public final class BucketFolder {
  private final Path folder;
  private final Clock clock;
  private final ObjectListener listener;
  private final Sequencers sequencers;
  private final BodyStaging staging;
  private final Uploads uploads;
  private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  /**
   * Opens a folder, which is made when it is not there.
   *
   * @throws IOException when it cannot be read or written
   */
  public BucketFolder(Path folder, Clock clock, ObjectListener listener) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("buckets"));
    this.clock = clock;
    this.listener = listener;
    this.sequencers = new Sequencers(folder.resolve("sequencer"), clock);
    this.staging = new BodyStaging(folder.resolve("staging"));
    this.uploads = new Uploads(staging, clock);
    try (Stream<Path> children = Files.list(this.folder)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        open(child.getFileName().toString());
      }
    }
  }

  /** All buckets, by name. */
  public List<Bucket> buckets() {
    return List.copyOf(buckets.values());
  }

  /** The bucket of this name. */
  public Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  /** Multipart uploads. */
  public Uploads uploads() {
    return uploads;
  }

  /**
   * Makes a bucket.
   *
   * @param name a name that S3 would take; the caller has checked it
   * @return false when it is there already
   */
  public synchronized boolean create(String name) throws IOException {
    if (buckets.containsKey(name)) {
      return false;
    }
    open(name);
    return true;
  }

  /**
   * Removes an empty bucket.
   *
   * @return false when it holds objects
   */
  public synchronized boolean remove(Bucket bucket) throws IOException {
    if (!bucket.isEmpty()) {
      return false;
    }
    buckets.remove(bucket.name());
    try (Stream<Path> files = Files.walk(folder.resolve(bucket.name()))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    return true;
  }

  /** When a bucket was made, as the file system remembers it. */
  public Instant createdAt(Bucket bucket) throws IOException {
    return Files.readAttributes(folder.resolve(bucket.name()), BasicFileAttributes.class)
        .creationTime()
        .toInstant();
  }

  /** Receives a body for {@link Bucket#put}. */
  public StagedBody receive(InputStream body) throws IOException {
    return staging.receive(body);
  }

  /** Drops a received body that is not to become an object. */
  public void discard(StagedBody body) throws IOException {
    staging.discard(body);
  }

  private void open(String name) throws IOException {
    buckets.put(name, new Bucket(name, folder.resolve(name), sequencers, clock, listener));
  }
}
