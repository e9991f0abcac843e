/** WeChat Pay as the simulator plays it: API v3, Native. */
@NullMarked
package dev.trueup.simulator.wechatpay;

import org.jspecify.annotations.NullMarked;
