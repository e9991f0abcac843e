/** What Trueup's services say to each other and to integrators: topics, event types and the records they carry. */
@NullMarked
package dev.trueup.contracts;

import org.jspecify.annotations.NullMarked;
