package io.calotype.variants.manifest;

import io.calotype.variants.reason.Reason;

/**
 * Why an original has no variants.
 *
 * @param code the reason
 * @param message one line for users
 */
public record Rejection(Reason code, String message) {}
