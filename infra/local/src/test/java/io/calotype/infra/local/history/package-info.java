/** Histories of originals, told to the real job in any order: its buckets end the same. */
package io.calotype.infra.local.history;
