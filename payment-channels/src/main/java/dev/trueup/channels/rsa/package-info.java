/** RSA as the channels that sign by it use it, from the JDK alone. */
@NullMarked
package dev.trueup.channels.rsa;

import org.jspecify.annotations.NullMarked;
