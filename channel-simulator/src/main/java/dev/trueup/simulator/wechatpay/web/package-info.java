/** WeChat Pay's API over HTTP, as its merchant calls it. */
@NullMarked
package dev.trueup.simulator.wechatpay.web;

import org.jspecify.annotations.NullMarked;
