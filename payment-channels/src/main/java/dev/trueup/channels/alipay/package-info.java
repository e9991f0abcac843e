/**
 * Alipay's OpenAPI gateway, signed by RSA2: payment by a code that the buyer scans ({@code alipay.trade.precreate}), both
 * the merchant's side and the channel's own.
 */
@NullMarked
package dev.trueup.channels.alipay;

import org.jspecify.annotations.NullMarked;
