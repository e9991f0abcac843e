/** Alipay's gateway over HTTP, as its merchant calls it. */
@NullMarked
package dev.trueup.simulator.alipay.web;

import org.jspecify.annotations.NullMarked;
