package dev.trueup.channels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel says about one order number, by callback, by query or by its daily statement: the same words from
 * whichever source are the same statement.
 *
 * @param channel the channel's id
 * @param merchantId the merchant the channel says it to
 * @param orderNo the merchant's order number
 * @param reference the merchant's purchase id as the channel hands it back; null where it hands none back
 * @param said what it says
 * @param transactionId the channel's own number of the charge; present whenever {@code said} is {@link Said#PAID} or
 *     {@link Said#DISPUTED}
 * @param total the order's total at the channel, before the channel's own discounts; null where this message does not
 *     tell it
 * @param occurredAt when it happened, by the channel's clock, in milliseconds; null where the channel does not say
 * @param refunds what it says about money given back, by refund number
 */
public record ChannelStatement(
        String channel,
        String merchantId,
        String orderNo,
        @Nullable String reference,
        Said said,
        @Nullable String transactionId,
        @Nullable Money total,
        @Nullable Instant occurredAt,
        List<RefundReport> refunds) {

    public ChannelStatement {
        if ((said == Said.PAID || said == Said.DISPUTED) && transactionId == null) {
            throw new IllegalArgumentException("transactionId must be present when it says paid or disputed");
        }
        occurredAt = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MILLIS);
        refunds = refunds.stream()
                .sorted(Comparator.comparing(RefundReport::refundNo)
                        .thenComparing(RefundReport::progress)
                        .thenComparing(refund -> refund.money().currency())
                        .thenComparingLong(refund -> refund.money().amount()))
                .toList();
    }

    public enum Said {
        /** The channel does not know the number (yet, or no longer). */
        NOT_KNOWN,
        /** Known and not paid so far. */
        UNPAID,
        /** An attempt was declined; the buyer may try again. */
        DECLINED,
        /** Charged. Evidence of a refund is evidence of a charge. */
        PAID,
        /** Will never be paid: the channel's terminal word. */
        FAILED,
        /** Ended unpaid. */
        CLOSED,
        /** The buyer's bank questions a charge, or took it back. */
        DISPUTED
    }

    /**
     * What a channel says about one refund.
     *
     * @param refundNo the merchant's refund number, or the channel's own for a refund made at the channel
     * @param money given back, as {@code extent} says by what
     */
    public record RefundReport(String refundNo, Money money, Progress progress, Extent extent) {
        /** A report whose money is the refund's own. */
        public RefundReport(String refundNo, Money money, Progress progress) {
            this(refundNo, money, progress, Extent.ITSELF);
        }

        /** What the money of a report was given back by. */
        public enum Extent {
            /** By this refund. */
            ITSELF,
            /** By this refund and all before it: some channels tell no more. */
            ALL_SO_FAR
        }

        public enum Progress {
            PENDING,
            /** It did not work, and may yet: the channel holds the money until the merchant helps it on there. */
            STUCK,
            SUCCEEDED,
            /** It came to nothing; only success can follow, where the channel tries again. */
            FAILED,
            /** It came to nothing for good, even where success was told before: the money is the merchant's again. */
            RETURNED
        }
    }

    /** A channel's answer to a question about a number it does not know. */
    public static ChannelStatement notKnown(String channel, String merchantId, String orderNo) {
        return new ChannelStatement(channel, merchantId, orderNo, null, Said.NOT_KNOWN, null, null, null, List.of());
    }

    /** SHA-256, in hex, over everything that is said: equal statements have equal digests, others have others. */
    public String digest() {
        StringBuilder spoken = new StringBuilder(256);
        for (Object part :
                Arrays.asList(channel, merchantId, orderNo, reference, said, transactionId, total, occurredAt)) {
            speak(part, spoken);
        }
        for (RefundReport refund : refunds) {
            speak(refund.refundNo(), spoken);
            speak(refund.money(), spoken);
            speak(refund.progress(), spoken);
            if (refund.extent() != RefundReport.Extent.ITSELF) {
                speak(refund.extent(), spoken);
            }
        }
        return HexFormat.of().formatHex(sha256().digest(spoken.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** With its length before it, so that no two lists of parts read alike; what is not said differs from an empty text. */
    private static void speak(@Nullable Object part, StringBuilder spoken) {
        if (part == null) {
            spoken.append('-');
        } else {
            String text = part.toString();
            spoken.append(text.length()).append(':').append(text);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
