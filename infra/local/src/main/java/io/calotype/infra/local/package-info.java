/**
 * The whole system on one machine: {@link io.calotype.infra.local.LocalStack} wires the stand-ins
 * as {@code infra/aws} wires the real services, around the real job and the real handlers.
 * Originals arrive at its {@link io.calotype.infra.local.UploadSide}, viewers at its {@code
 * ViewerSide}.
 */
@NullMarked
package io.calotype.infra.local;

import org.jspecify.annotations.NullMarked;
