/** Where the channels' credentials lie, and what is said when they cannot be used. */
@NullMarked
package dev.trueup.foundation.credentials;

import org.jspecify.annotations.NullMarked;
