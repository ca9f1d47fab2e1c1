package io.calotype.infra.local.s3.objects;

/** There is no object at the key. */
public final class NoSuchObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchObjectException(String key) {
    super("expected an object but there is none at key '" + key + "'");
  }
}
