/** The sandbox channel over HTTP, as its merchant calls it. */
@NullMarked
package dev.trueup.simulator.sandbox.web;

import org.jspecify.annotations.NullMarked;
