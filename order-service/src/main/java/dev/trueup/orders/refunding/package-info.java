/** Money back: asked for by the merchant or by a policy, made exactly once, followed to its end. */
@NullMarked
package dev.trueup.orders.refunding;

import org.jspecify.annotations.NullMarked;
