package dev.trueup.simulation;

/** The store or the broker did not answer: whether the call had its effect is unknown. */
final class UnreachableException extends RuntimeException {
    UnreachableException(String what) {
        super(what, null, false, false);
    }
}
