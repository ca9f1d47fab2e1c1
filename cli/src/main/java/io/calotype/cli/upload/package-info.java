/** Uploading as a browser does it: a ticket, a presigned PUT, then the manifest. */
@NullMarked
package io.calotype.cli.upload;

import org.jspecify.annotations.NullMarked;
