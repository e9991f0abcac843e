package dev.trueup.channels;

/** The ids of the channels. */
public final class ChannelIds {
    /** The simulator's own channel. */
    public static final String SANDBOX = "sandbox";

    /** WeChat Pay, API v3, Native. */
    public static final String WECHAT_PAY = "wechat-pay";

    private ChannelIds() {}
}
