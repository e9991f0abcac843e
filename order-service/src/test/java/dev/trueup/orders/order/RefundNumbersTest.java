package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundNumbersTest {
    private static final int MOST_AT_ANY_CHANNEL = 64;

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 32, 33, 64})
    void everyChannelTakesThemHoweverLongTheOrdersNumberIs(int length) {
        String orderNo = "n".repeat(length);
        String longest = "R".repeat(RefundNumbers.LONGEST_OF_MERCHANT);
        assertThat(RefundNumbers.ofMerchant(orderNo, longest))
                .hasSizeLessThanOrEqualTo(MOST_AT_ANY_CHANNEL)
                .endsWith("-" + longest);
        assertThat(RefundNumbers.automatic(orderNo, "tx-1"))
                .hasSizeLessThanOrEqualTo(MOST_AT_ANY_CHANNEL)
                .isEqualTo(RefundNumbers.automatic(orderNo, "tx-1"))
                .isNotEqualTo(RefundNumbers.automatic(orderNo, "tx-2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 32, 33, 64})
    void twoOrdersShareNone(int length) {
        String one = "n".repeat(length - 1) + "1";
        String other = "n".repeat(length - 1) + "2";
        assertThat(RefundNumbers.ofMerchant(one, "R1")).isNotEqualTo(RefundNumbers.ofMerchant(other, "R1"));
        assertThat(RefundNumbers.automatic(one, "tx-1")).isNotEqualTo(RefundNumbers.automatic(other, "tx-1"));
    }
}
