/**
 * A Flink source that polls an Amazon Kinesis stream.
 *
 * <p>The flow:
 *
 * <ol>
 *   <li>{@link io.calotype.pipeline.kinesis.StreamEnumerator}, one in the job, lists the stream's
 *       shards through {@link io.calotype.pipeline.kinesis.StreamDiscovery}, keeps book of them in
 *       {@link io.calotype.pipeline.kinesis.ShardLedger} and hands each shard, as a {@link
 *       io.calotype.pipeline.kinesis.ShardSplit}, to the reader that has the fewest.
 *   <li>{@link io.calotype.pipeline.kinesis.ShardSplitReader}, on one thread in each reader, polls
 *       its shards in turn, each through a {@link io.calotype.pipeline.kinesis.ShardCursor}.
 *   <li>{@link io.calotype.pipeline.kinesis.StreamReader} emits the records and holds, for the
 *       checkpoint, how far each shard has been emitted.
 * </ol>
 *
 * <p>What it guarantees, given that checkpoints are on:
 *
 * <ul>
 *   <li><b>Nothing lost, nothing doubled in state.</b> A position moves only with a checkpoint.
 *   <li><b>Parents before children.</b> A shard made by a split or a merge is read once the end of
 *       each parent is within a completed checkpoint; a parent that the stream no longer lists, and
 *       that nobody reads, counts as read.
 *   <li><b>An end is never forgotten.</b> The enumerator is snapshotted before the readers, so a
 *       shard that ends in between is in neither's state unless the reader keeps it: it does, until
 *       the enumerator has answered that it knows. Flink delivers what a coordinator sends after
 *       its snapshot only after the reader's, so the answer cannot overtake a checkpoint.
 *   <li><b>Restored evenly.</b> On recovery readers report their shards instead of resuming them,
 *       and the enumerator hands them out anew: so it knows the true load, and a stream that was
 *       deleted and made anew in the meantime is noticed before a stale position is used.
 * </ul>
 *
 * <p>The limits of Kinesis that it respects, for each shard: 5 GetRecords a second (see {@link
 * io.calotype.pipeline.kinesis.PollingSettings#pollInterval()}), shared by all consumers of the
 * stream; 5 GetShardIterator a second; iterators that expire after 5 minutes. What is throttled is
 * tried again for ever, ever less often; other passing faults are tried again a bounded number of
 * times and then fail the task, which restarts from its checkpoint.
 */
@NullMarked
package io.calotype.pipeline.kinesis;

import org.jspecify.annotations.NullMarked;
