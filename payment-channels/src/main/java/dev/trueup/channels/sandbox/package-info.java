/** The sandbox channel, signed by Standard Webhooks 1.0.0: both the merchant's side and the channel's own. */
@NullMarked
package dev.trueup.channels.sandbox;

import org.jspecify.annotations.NullMarked;
