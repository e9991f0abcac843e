/**
 * WeChat Pay's API v3, Native: both the merchant's side and the channel's own.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791832">its documentation</a>
 */
@NullMarked
package dev.trueup.channels.wechatpay;

import org.jspecify.annotations.NullMarked;
