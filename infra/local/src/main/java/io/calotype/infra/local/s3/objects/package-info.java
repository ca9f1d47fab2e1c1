/**
 * Buckets in a folder of this machine: what S3 promises (whole objects or none, conditions checked
 * in the same step as the write, any key, listings in key order) without anything of HTTP.
 */
@NullMarked
package io.calotype.infra.local.s3.objects;

import org.jspecify.annotations.NullMarked;
