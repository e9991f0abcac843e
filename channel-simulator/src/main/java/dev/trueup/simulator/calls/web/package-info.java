/** The way into every channel's API. */
@NullMarked
package dev.trueup.simulator.calls.web;

import org.jspecify.annotations.NullMarked;
