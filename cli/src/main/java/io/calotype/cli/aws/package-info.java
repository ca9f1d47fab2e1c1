/**
 * AWS: runs the CDK application, and then the pinned command line of the CDK on what it left. Both
 * are programs of their own, so that nothing of the CDK is loaded by other commands.
 */
@NullMarked
package io.calotype.cli.aws;

import org.jspecify.annotations.NullMarked;
