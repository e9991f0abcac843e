/** The service that takes callbacks from the internet, verifies them and publishes them raw. */
@NullMarked
package dev.trueup.ingest;

import org.jspecify.annotations.NullMarked;
