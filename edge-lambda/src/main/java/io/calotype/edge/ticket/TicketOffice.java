package io.calotype.edge.ticket;

import io.calotype.variants.request.PercentEncoding;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;

/**
 * Issues tickets: a fresh key, and a presigned PUT which S3 itself holds to that key, type and size
 * and, through {@code If-None-Match: *}, to one use. Signs without any call over the network.
 */
final class TicketOffice {
  private static final String ONLY_IF_NEW = "*";

  private final TicketSettings settings;
  private final S3Presigner presigner;
  private final RandomGenerator random;

  TicketOffice(TicketSettings settings, S3Presigner presigner, RandomGenerator random) {
    this.settings = settings;
    this.presigner = presigner;
    this.random = random;
  }

  UploadTicket issue(TicketRequest request) {
    String key = UploadKey.of(request.fileName(), random);
    PresignedPutObjectRequest put =
        presigner.presignPutObject(
            PutObjectPresignRequest.builder()
                .signatureDuration(settings.ticketLifetime())
                .putObjectRequest(
                    PutObjectRequest.builder()
                        .bucket(settings.originalsBucket())
                        .key(key)
                        .contentType(request.contentType())
                        .contentLength(request.bytes())
                        .ifNoneMatch(ONLY_IF_NEW)
                        .build())
                .build());
    return new UploadTicket(
        key,
        put.url().toString(),
        "PUT",
        // Content-Length is signed as well, but is for the browser alone to set.
        Map.of("Content-Type", request.contentType(), "If-None-Match", ONLY_IF_NEW),
        put.expiration().truncatedTo(ChronoUnit.SECONDS).toString(),
        settings.publicUrl() + "/_calotype/manifest/" + PercentEncoding.encodePath(key));
  }
}
