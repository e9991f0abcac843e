/** Callbacks over HTTP: read within bounds, answered in the channel's form, counted. */
@NullMarked
package dev.trueup.ingest.callback.web;

import org.jspecify.annotations.NullMarked;
