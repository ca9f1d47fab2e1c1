package io.calotype.pipeline.announce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.variants.reason.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the job tells the world, in EventBridge's form; {@code announcement.schema.json}
 * is the contract. Told at least once.
 *
 * @param type what is told
 * @param bucket the bucket of originals
 * @param key the original's key, verbatim
 * @param etag of the original's version; null where it is gone, or refused for its key alone
 * @param v the digest in viewers' URLs; null as {@code etag}
 * @param cacheTag the tag of everything that derives from the original
 * @param reason why it was refused; null unless it was
 * @param message one line for users; null unless it was refused
 * @param pending ids of the slow formats that are still to come; told again without them when they
 *     have come
 * @param replaced whether it takes the place of another version of the original, of which caches
 *     may still hold something
 * @param timeMs when it came to be so, in milliseconds since 1970
 */
public record Announcement(
    Type type,
    String bucket,
    String key,
    @Nullable String etag,
    @Nullable String v,
    String cacheTag,
    @Nullable Reason reason,
    @Nullable String message,
    List<String> pending,
    boolean replaced,
    long timeMs) {

  /** The source of all announcements. */
  public static final String SOURCE = "calotype";

  private static final JsonMapper JSON = new JsonMapper();

  /** What is told. */
  public enum Type {
    /** The ladder stands, but for the slow formats that are pending, and the manifest names it. */
    VARIANTS_READY("Variants Ready"),
    /** The original is gone, and so is everything of it. */
    VARIANTS_REMOVED("Variants Removed"),
    /** The original was refused. */
    ORIGINAL_REJECTED("Original Rejected");

    private final String detailType;

    Type(String detailType) {
      this.detailType = detailType;
    }

    /** The event's {@code detail-type}. */
    public String detailType() {
      return detailType;
    }
  }

  /** The event's {@code detail}, as JSON. */
  public String detail() {
    return write(detailNode());
  }

  /** The whole event, as JSON. */
  public String json() {
    ObjectNode event =
        JSON.createObjectNode()
            .put("source", SOURCE)
            .put("detail-type", type.detailType())
            .put("time", Instant.ofEpochMilli(timeMs).toString());
    event.set("detail", detailNode());
    return write(event);
  }

  private ObjectNode detailNode() {
    ObjectNode detail = JSON.createObjectNode();
    detail.putObject("bucket").put("name", bucket);
    ObjectNode object = detail.putObject("object").put("key", key);
    if (etag != null) {
      object.put("etag", etag);
    }
    if (v != null) {
      detail.put("v", v);
    }
    detail.put("cacheTag", cacheTag);
    if (type == Type.VARIANTS_READY) {
      ArrayNode formats = detail.putArray("pending");
      pending.forEach(formats::add);
    }
    detail.put("replaced", replaced);
    if (reason != null) {
      detail.putObject("reason").put("code", reason.name()).put("message", message);
    }
    return detail;
  }

  private static String write(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }
}
