/** Which channels are set up, by which credentials there are. */
@NullMarked
package dev.trueup.simulator.credentials.web;

import org.jspecify.annotations.NullMarked;
