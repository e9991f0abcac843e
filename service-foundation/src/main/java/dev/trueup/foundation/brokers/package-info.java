/** Finding the brokers by their names when a service starts. */
@NullMarked
package dev.trueup.foundation.brokers;

import org.jspecify.annotations.NullMarked;
