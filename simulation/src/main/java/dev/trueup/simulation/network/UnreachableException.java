package dev.trueup.simulation.network;

/** The store or the broker did not answer: whether the call had its effect is unknown. */
public final class UnreachableException extends RuntimeException {
    public UnreachableException(String what) {
        super(what, null, false, false);
    }
}
