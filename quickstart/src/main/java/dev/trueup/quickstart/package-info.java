/** Everything in one JVM: broker, store, the four services, and a demonstration that ends in an audit. */
@NullMarked
package dev.trueup.quickstart;

import org.jspecify.annotations.NullMarked;
