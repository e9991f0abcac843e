/** How this service meets MongoDB: bounded calls, the store's clock, indexes made whenever it comes, and whether it is there. */
@NullMarked
package dev.trueup.reconciliation.mongo;

import org.jspecify.annotations.NullMarked;
