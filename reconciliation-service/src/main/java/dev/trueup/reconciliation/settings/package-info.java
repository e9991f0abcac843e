/** The service's settings, and the objects made from them. */
@NullMarked
package dev.trueup.reconciliation.settings;

import org.jspecify.annotations.NullMarked;
