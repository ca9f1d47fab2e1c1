package io.calotype.infra.local.s3.objects;

import org.jspecify.annotations.Nullable;

/**
 * What a request demands of the object that is there now; both parts absent demands nothing.
 *
 * @param ifMatch an etag, quoted or not, or {@code *} for any object
 * @param ifNoneMatch likewise
 */
public record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

  /** Demands nothing. */
  public static Precondition none() {
    return new Precondition(null, null);
  }

  /**
   * Checks a write. As in S3, {@code If-Match} on a key without object is "no such key", not a
   * failed condition.
   *
   * @throws NoSuchObjectException see above
   * @throws PreconditionFailedException when the object is another one
   */
  void checkWrite(String key, @Nullable StoredObject present) {
    if (ifMatch != null && present == null) {
      throw new NoSuchObjectException(key);
    }
    checkPresent(key, present);
  }

  /**
   * Checks a removal. As in S3, removing what is not there succeeds whatever the condition.
   *
   * @throws PreconditionFailedException when the object is another one
   */
  void checkRemoval(String key, @Nullable StoredObject present) {
    checkPresent(key, present);
  }

  private void checkPresent(String key, @Nullable StoredObject present) {
    if (present == null) {
      return;
    }
    if (ifMatch != null && !matches(ifMatch, present.etag())) {
      throw new PreconditionFailedException(
          "expected etag " + ifMatch + " at '" + key + "' but it is " + present.etag());
    }
    if (ifNoneMatch != null && matches(ifNoneMatch, present.etag())) {
      throw new PreconditionFailedException(
          "expected no object with etag "
              + ifNoneMatch
              + " at '"
              + key
              + "' but it is "
              + present.etag());
    }
  }

  /** Whether a condition's value names this etag. */
  public static boolean matches(String condition, String etag) {
    return condition.equals("*") || unquoted(condition).equals(unquoted(etag));
  }

  private static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }
}
