/** POST /order/create. */
@NullMarked
package dev.trueup.orders.placing.web;

import org.jspecify.annotations.NullMarked;
