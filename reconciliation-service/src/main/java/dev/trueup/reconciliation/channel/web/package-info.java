/** Channels over HTTP. */
@NullMarked
package dev.trueup.reconciliation.channel.web;

import org.jspecify.annotations.NullMarked;
