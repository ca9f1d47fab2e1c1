/** The URLs under which viewers get a picture. */
@NullMarked
package io.calotype.cli.url;

import org.jspecify.annotations.NullMarked;
