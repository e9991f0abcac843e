/** Puts the service together from its parts and settings. */
@NullMarked
package dev.trueup.ingest.wiring;

import org.jspecify.annotations.NullMarked;
