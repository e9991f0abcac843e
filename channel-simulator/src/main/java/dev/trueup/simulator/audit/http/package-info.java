/** The orders over order-service's HTTP API. */
@NullMarked
package dev.trueup.simulator.audit.http;

import org.jspecify.annotations.NullMarked;
