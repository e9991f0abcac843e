/**
 * Stripe, as its merchant meets it: PaymentIntents, refunds and webhooks, over the messages of {@code payment-channels}.
 * A PaymentIntent is a payment of the ledger under the order number in its metadata; the same parameters again are the
 * same PaymentIntent even under another idempotency key, since keys are remembered in memory only.
 */
@NullMarked
package dev.trueup.simulator.stripe;

import org.jspecify.annotations.NullMarked;
