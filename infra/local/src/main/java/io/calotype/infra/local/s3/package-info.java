/** The stand-in for S3: HTTP and signatures by s3proxy, the rest by {@code s3.objects}. */
@NullMarked
package io.calotype.infra.local.s3;

import org.jspecify.annotations.NullMarked;
