/** Makes the credentials that the channels and their merchant share, before anything is started. */
@NullMarked
package dev.trueup.simulator.credentials;

import org.jspecify.annotations.NullMarked;
