/** Alipay as the simulator plays it. */
@NullMarked
package dev.trueup.simulator.alipay;

import org.jspecify.annotations.NullMarked;
