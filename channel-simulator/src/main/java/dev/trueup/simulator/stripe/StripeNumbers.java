package dev.trueup.simulator.stripe;

import dev.trueup.channels.stripe.StripeMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's numbers of what Stripe tells apart by its own ids. Metadata binds nothing at Stripe: a second object with
 * the same number in it is another object, so it stands in the ledger under {@code number~2}.
 */
final class StripeNumbers {
    private static final String NONE = "~none-";

    private StripeNumbers() {}

    /** The number of the {@code nth} object whose metadata has {@code number}. */
    static String nth(String number, int nth) {
        return nth == 1 ? number : number + "~" + nth;
    }

    /** A number for an object whose metadata has none. */
    static String unnamed(String unique) {
        return NONE + StripeIds.hash(unique);
    }

    /** What the metadata said; null where it said nothing. */
    private static @Nullable String said(@Nullable String number) {
        return number == null || number.startsWith(NONE) ? null : number.replaceFirst("~[0-9]{1,2}$", "");
    }

    /** The metadata that hand these numbers back. */
    static Map<String, String> metadata(String orderNo, @Nullable String reference, @Nullable String refundNo) {
        Map<String, String> metadata = new LinkedHashMap<>();
        put(metadata, StripeMetadata.ORDER_NO, said(orderNo));
        put(metadata, StripeMetadata.REFERENCE, reference);
        put(metadata, StripeMetadata.REFUND_NO, said(refundNo));
        return metadata;
    }

    private static void put(Map<String, String> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
