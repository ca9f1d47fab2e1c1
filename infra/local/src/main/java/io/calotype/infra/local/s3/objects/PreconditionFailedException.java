package io.calotype.infra.local.s3.objects;

/** The object is not as the request's {@code If-Match} or {@code If-None-Match} demands. */
public final class PreconditionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PreconditionFailedException(String message) {
    super(message);
  }
}
