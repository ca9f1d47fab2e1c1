package io.calotype.infra.local.s3.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bucket.
 *
 * <p>Guarantees, for any number of threads: an object is seen whole or not at all; condition, write
 * and sequencer are one step per key; what a call has returned survives the death of the process
 * (not that of the machine: nothing is forced to the disk).
 *
 * <p>Each version has a file of its own, named by a digest of the key, so any key of up to S3's
 * 1024 bytes has a place, and a reader is never moved from one version to the next.
 */
public final class Bucket {
  private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
  private static final int LOCKS = 256;

  private final String name;
  private final Path folder;
  private final Sequencers sequencers;
  private final Clock clock;
  private final ObjectListener listener;
  private final KeyIndex index = new KeyIndex();
  private final List<ReentrantLock> locks =
      IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

  Bucket(String name, Path folder, Sequencers sequencers, Clock clock, ObjectListener listener)
      throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder);
    this.sequencers = sequencers;
    this.clock = clock;
    this.listener = listener;
    load();
  }

  /** The bucket's name. */
  public String name() {
    return name;
  }

  /** What is at the key now. */
  public Optional<StoredObject> find(String key) {
    return Optional.ofNullable(index.get(key));
  }

  /** One page of the listing. */
  public Listing list(ListQuery query) {
    return index.list(query);
  }

  /** Whether no object is left. */
  public boolean isEmpty() {
    return index.isEmpty();
  }

  /**
   * Makes a staged body the object at a key; the body is used up, also when a condition fails.
   *
   * @throws PreconditionFailedException or {@link NoSuchObjectException}: see {@link Precondition}
   */
  public StoredObject put(
      String key,
      StagedBody body,
      String etag,
      ObjectHeaders headers,
      Precondition precondition,
      CreationReason reason)
      throws IOException {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      StoredObject replaced = index.get(key);
      precondition.checkWrite(key, replaced);
      StoredObject object =
          new StoredObject(key, body.sizeBytes(), etag, clock.millis(), sequencers.next(), headers);
      ObjectFile.seal(body.file(), object);
      Path file = fileOf(object);
      Files.createDirectories(file.getParent());
      Files.move(body.file(), file, StandardCopyOption.ATOMIC_MOVE);
      index.put(object);
      removeFile(replaced);
      listener.created(name, object, reason);
      return object;
    } finally {
      lock.unlock();
      Files.deleteIfExists(body.file());
    }
  }

  /**
   * Removes the object at a key, if there is one.
   *
   * @return whether there was one
   * @throws PreconditionFailedException when it is another one than demanded
   */
  public boolean remove(String key, Precondition precondition) throws IOException {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      StoredObject removed = index.get(key);
      precondition.checkRemoval(key, removed);
      if (removed == null) {
        return false;
      }
      index.remove(key);
      removeFile(removed);
      listener.deleted(name, key, sequencers.next());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Opens the object at a key; empty when there is none. */
  public Optional<OpenObject> open(String key) throws IOException {
    StoredObject object = index.get(key);
    while (object != null) {
      try {
        return Optional.of(
            new OpenObject(object, FileChannel.open(fileOf(object), StandardOpenOption.READ)));
      } catch (NoSuchFileException e) {
        // Replaced or removed since it was looked up; unless the file is lost, the index knows.
        StoredObject now = index.get(key);
        if (object.equals(now)) {
          throw new IOException("expected the bytes of '" + key + "' in a file that is gone", e);
        }
        object = now;
      }
    }
    return Optional.empty();
  }

  private void load() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Optional<StoredObject> object = ObjectFile.read(file);
        if (object.isPresent()) {
          keepNewest(object.get());
        } else {
          LOG.warn("Not an object, left alone: {}", file);
        }
      }
    }
  }

  /** A process killed within a replacement leaves both versions. */
  private void keepNewest(StoredObject object) throws IOException {
    StoredObject other = index.get(object.key());
    if (other == null || other.sequencer().compareTo(object.sequencer()) < 0) {
      index.put(object);
      removeFile(other);
    } else {
      removeFile(object);
    }
  }

  private void removeFile(@Nullable StoredObject object) throws IOException {
    if (object != null) {
      Files.deleteIfExists(fileOf(object));
    }
  }

  private ReentrantLock lockOf(String key) {
    return locks.get(Math.floorMod(key.hashCode(), LOCKS));
  }

  private Path fileOf(StoredObject object) {
    String digest = sha256Hex(object.key());
    return folder
        .resolve(digest.substring(0, 2))
        .resolve(digest + "-" + object.sequencer() + readableEnd(object.key()));
  }

  /** The last part of the key, as far as any file system takes it: for people who look. */
  private static String readableEnd(String key) {
    String end = key.substring(key.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]+", "_");
    return "-" + end.substring(Math.max(0, end.length() - 64));
  }

  private static String sha256Hex(String key) {
    try {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
