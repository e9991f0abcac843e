/** Stripe's API over HTTP. */
@NullMarked
package dev.trueup.simulator.stripe.web;

import org.jspecify.annotations.NullMarked;
