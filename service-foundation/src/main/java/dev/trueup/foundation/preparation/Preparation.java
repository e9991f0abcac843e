package dev.trueup.foundation.preparation;

/**
 * Something that a service must have done at a neighbour once after each start, such as making its indexes. A bean of
 * this type is tried until it worked, and until then the service is live but not ready.
 */
public interface Preparation {
    /** For people, in a few words: what is prepared. */
    String what();

    /**
     * Does it. May have been done before, by an earlier start or by another replica.
     *
     * @throws RuntimeException when it cannot be done now; it is tried again
     */
    void prepare();
}
