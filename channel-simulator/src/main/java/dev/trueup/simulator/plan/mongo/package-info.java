/** The plan in MongoDB. */
@NullMarked
package dev.trueup.simulator.plan.mongo;

import org.jspecify.annotations.NullMarked;
