package io.calotype.cli.aws;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment goes, and what it is told.
 *
 * @param account twelve digits; checked by the CDK application, with everything else
 * @param region the home region
 * @param profile a profile of the AWS command line's, whose credentials are used; null for the
 *     usual ones
 * @param config the configuration file; null for defaults
 */
public record Target(
    String account, String region, @Nullable String profile, @Nullable Path config) {}
