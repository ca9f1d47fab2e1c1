package io.calotype.infra.local.s3.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Which object stands at which key, in memory and in key order; safe for concurrent use. */
final class KeyIndex {
  /**
   * Behind every key with the same beginning, but for those that go on with this very character.
   */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final ConcurrentSkipListMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(KeyOrder.UTF8_BYTES);

  @Nullable StoredObject get(String key) {
    return objects.get(key);
  }

  void put(StoredObject object) {
    objects.put(object.key(), object);
  }

  void remove(String key) {
    objects.remove(key);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  /** One page, as S3 makes it: keys and common prefixes in one order and counted alike. */
  Listing list(ListQuery query) {
    List<StoredObject> found = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = query.after();
    Map.Entry<String, StoredObject> entry = first(query);
    while (entry != null && entry.getKey().startsWith(query.prefix())) {
      String rolledUp = rollUp(entry.getKey(), query);
      String name = rolledUp == null ? entry.getKey() : rolledUp;
      if (KeyOrder.UTF8_BYTES.compare(name, last) > 0) {
        if (found.size() + prefixes.size() == query.entriesMax()) {
          boolean more = query.entriesMax() > 0;
          return new Listing(found, prefixes, more ? Optional.of(last) : Optional.empty());
        }
        if (rolledUp == null) {
          found.add(entry.getValue());
        } else {
          prefixes.add(rolledUp);
        }
        last = name;
      }
      entry =
          rolledUp == null ? objects.higherEntry(entry.getKey()) : behind(rolledUp, entry.getKey());
    }
    return new Listing(found, prefixes, Optional.empty());
  }

  private Map.@Nullable Entry<String, StoredObject> first(ListQuery query) {
    boolean resumed = KeyOrder.UTF8_BYTES.compare(query.after(), query.prefix()) > 0;
    return resumed ? objects.higherEntry(query.after()) : objects.ceilingEntry(query.prefix());
  }

  /** The next entry that is not rolled up into the prefix, or one of the few that still are. */
  private Map.@Nullable Entry<String, StoredObject> behind(String rolledUp, String key) {
    String end = rolledUp + LAST;
    return objects.higherEntry(KeyOrder.UTF8_BYTES.compare(end, key) > 0 ? end : key);
  }

  private static @Nullable String rollUp(String key, ListQuery query) {
    if (query.delimiter().isEmpty()) {
      return null;
    }
    int at = key.indexOf(query.delimiter(), query.prefix().length());
    return at < 0 ? null : key.substring(0, at + query.delimiter().length());
  }
}
