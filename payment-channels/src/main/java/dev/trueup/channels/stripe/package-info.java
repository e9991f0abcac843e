/** Stripe's PaymentIntents: the merchant's calls and webhooks, and the channel's side of both. */
@NullMarked
package dev.trueup.channels.stripe;

import org.jspecify.annotations.NullMarked;
