/**
 * What a deployment is told: account and region on the command line, everything else in {@code
 * calotype.json}, each with a default. Parsed once, all problems together.
 */
@NullMarked
package io.calotype.infra.aws.settings;

import org.jspecify.annotations.NullMarked;
