package dev.trueup.channels;

/** The ids of the channels. */
public final class ChannelIds {
    /** The simulator's own channel. */
    public static final String SANDBOX = "sandbox";

    /** WeChat Pay, API v3, Native. */
    public static final String WECHAT_PAY = "wechat-pay";

    /** Alipay, paid by a code that the buyer scans. */
    public static final String ALIPAY = "alipay";

    /** Stripe, PaymentIntents. */
    public static final String STRIPE = "stripe";

    private ChannelIds() {}
}
