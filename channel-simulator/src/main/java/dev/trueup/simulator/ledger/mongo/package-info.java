/** The ledger in MongoDB. */
@NullMarked
package dev.trueup.simulator.ledger.mongo;

import org.jspecify.annotations.NullMarked;
