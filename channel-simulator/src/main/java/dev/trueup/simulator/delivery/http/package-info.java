/** Callbacks over HTTP. */
@NullMarked
package dev.trueup.simulator.delivery.http;

import org.jspecify.annotations.NullMarked;
