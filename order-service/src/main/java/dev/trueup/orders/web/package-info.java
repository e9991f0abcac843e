/** What all HTTP of this service shares: the envelope, its errors, the limit on bodies. */
@NullMarked
package dev.trueup.orders.web;

import org.jspecify.annotations.NullMarked;
