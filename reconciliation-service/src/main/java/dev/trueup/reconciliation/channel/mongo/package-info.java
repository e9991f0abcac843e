/** The states of the channels in MongoDB. */
@NullMarked
package dev.trueup.reconciliation.channel.mongo;

import org.jspecify.annotations.NullMarked;
