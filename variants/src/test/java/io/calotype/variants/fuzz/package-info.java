/** Broken files by the thousand, through the real engine, in a process that may die of them. */
package io.calotype.variants.fuzz;
