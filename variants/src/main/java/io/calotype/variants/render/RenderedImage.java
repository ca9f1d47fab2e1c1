package io.calotype.variants.render;

import io.calotype.variants.plan.PlannedImage;

/**
 * One encoded image.
 *
 * @param planned what it is
 * @param bytes the file; owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record RenderedImage(PlannedImage planned, byte[] bytes) {}
