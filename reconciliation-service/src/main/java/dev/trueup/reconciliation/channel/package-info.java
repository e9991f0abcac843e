/** What all replicas know of a channel together: whether it is paused, how it answers, how much it was asked. */
@NullMarked
package dev.trueup.reconciliation.channel;

import org.jspecify.annotations.NullMarked;
