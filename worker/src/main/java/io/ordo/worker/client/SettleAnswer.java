package io.ordo.worker.client;

/** What the scheduler made of a settlement. */
public enum SettleAnswer {
    /** The attempt has ended; the same settlement sent twice is answered so twice. */
    SETTLED,
    /** The lease is gone: the outcome is to be dropped. */
    STALE,
    /** The body is larger than the scheduler takes. */
    TOO_LARGE
}
