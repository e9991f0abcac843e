package dev.trueup.reconciliation.mongo;

/** A collection with indexes. */
public interface Indexed {
    /** Makes those that are missing; may be repeated. */
    void createIndexes();
}
