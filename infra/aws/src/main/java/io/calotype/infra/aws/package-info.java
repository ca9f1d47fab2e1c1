/**
 * The system on AWS, in the order in which a picture passes it: {@link
 * io.calotype.infra.aws.Storage}, {@link io.calotype.infra.aws.Ingest}, {@link
 * io.calotype.infra.aws.Processing}; beside them {@link io.calotype.infra.aws.Upload}.
 */
@NullMarked
package io.calotype.infra.aws;

import org.jspecify.annotations.NullMarked;
