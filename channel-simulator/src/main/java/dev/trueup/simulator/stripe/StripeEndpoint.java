package dev.trueup.simulator.stripe;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where events go: Stripe sends them to the endpoint of the account's dashboard, not to where a call says. One account,
 * one endpoint; a payment keeps the one that it was made under.
 */
public final class StripeEndpoint {
    private final AtomicReference<String> url;

    /** The endpoint that the settings name. */
    public StripeEndpoint(String url) {
        this.url = new AtomicReference<>(url);
    }

    String url() {
        return url.get();
    }

    /** Sets another up, until the next start. */
    void move(String other) {
        url.set(other);
    }
}
