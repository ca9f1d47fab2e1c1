package io.calotype.pipeline.store;

/**
 * One entry of a listing.
 *
 * @param key its whole key
 * @param etag its entity tag, without quotes
 * @param bytes its size
 */
public record ListedObject(String key, String etag, long bytes) {}
