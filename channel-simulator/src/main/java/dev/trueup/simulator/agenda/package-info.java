/** Does what is due: buyers' actions, expiry, refunds, callbacks. */
@NullMarked
package dev.trueup.simulator.agenda;

import org.jspecify.annotations.NullMarked;
