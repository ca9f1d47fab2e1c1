/** What the domain costs beside pixels: probe, plan, names, placeholder, manifest. */
@NullMarked
package io.calotype.benchmarks.domain;

import org.jspecify.annotations.NullMarked;
