/** The service's settings. */
@NullMarked
package dev.trueup.ingest.settings;

import org.jspecify.annotations.NullMarked;
