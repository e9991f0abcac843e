/** The audit over HTTP. */
@NullMarked
package dev.trueup.simulator.audit.web;

import org.jspecify.annotations.NullMarked;
