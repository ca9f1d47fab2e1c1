package io.calotype.infra.local.s3.objects;

/**
 * Hears of every change to a bucket.
 *
 * <p>Called once the change is visible, in the thread that made it and under the lock of the key:
 * the calls for one key come one after the other, in the order of their sequencers. An
 * implementation must not fail.
 */
public interface ObjectListener {
  /** An object was created or replaced. */
  void created(String bucket, StoredObject object, CreationReason reason);

  /** An object that existed was removed. */
  void deleted(String bucket, String key, String sequencer);
}
