package dev.trueup.simulator.channel;

import dev.trueup.simulator.ledger.ChannelHabits;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import java.time.Instant;
import java.util.Map;

/**
 * One payment channel as the simulator plays it: its language, its habits and nothing else. What happens to payments
 * (the ledger, the plan of faults, retries, outages, rate limits, held answers, the audit) is the same for every channel
 * and lies elsewhere.
 *
 * <p>A channel is one package: an implementation of this interface, a {@code web} package with controllers under
 * {@link #path()} that read the merchant's requests and work on {@code Payments.at(id)}, and a
 * {@link dev.trueup.simulator.credentials.ChannelCredentials} that makes its credentials. Its beans carry
 * {@code @ConditionalOnChannel(id)}: without a credentials file the channel is off. Implementations are immutable or
 * safe for use by many threads.
 */
public interface SimulatedChannel {
    /** The channel's id, such as {@code sandbox}; one of {@link dev.trueup.channels.ChannelIds}. */
    String id();

    /** Where its API is; nothing else of the simulator is under it. */
    default String path() {
        return "/" + id();
    }

    /** Its retry schedule, and what it tells of at all. */
    ChannelHabits habits();

    /**
     * Writes a notice in the channel's language and signs it, with whatever {@link Notice#fault()} says is wrong with it.
     * Tampered with means: signed by the channel and changed afterwards in the one point that the fault names. Forged
     * means: signed by a stranger's key. {@code WRONG_AMOUNT} is signed correctly. Except for encryption the body follows
     * from the order and the notice alone, so that every try and repetition sends the same.
     *
     * @param signedAt wall time
     */
    Callback compose(Order order, Notice notice, Instant signedAt);

    /** Whether an answer to a callback is the merchant's acknowledgement. */
    boolean acknowledges(int status, byte[] body);

    /**
     * What a merchant's request is about. Decides nothing and never throws, whatever the request is: what it cannot tell
     * is {@link Call.Kind#OTHER} and a null order number. Called before the request reaches a controller, so that calls
     * are counted, limited and held the same way for all channels.
     */
    Call call(ChannelRequest request);

    /** The channel's own answer, signed where its answers are, when it refuses a call before looking into it. */
    ChannelAnswer refuse(Refusal why);

    /**
     * What the channel's sandbox portal hands to its merchant, as the record or map that becomes the JSON of
     * {@code GET /simulator/credentials/{channel}}. Nothing of the channel's own secrets.
     */
    Object credentials();

    /**
     * What the channel would send with a body that somebody else wrote: the headers, or, for a channel that signs a form,
     * the whole form.
     *
     * @param signedAt wall time
     * @throws IllegalArgumentException when {@code body} is nothing that the channel could sign, saying why
     */
    Map<String, String> sign(byte[] body, Instant signedAt);

    /**
     * Signs with another of the channel's keys from now on, as after a rotation; the merchant has been given all of them.
     *
     * @return false where the channel has one key only
     */
    default boolean rotateKeys() {
        return false;
    }
}
