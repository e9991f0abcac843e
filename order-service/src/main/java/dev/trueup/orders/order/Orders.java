package dev.trueup.orders.order;

import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where orders are kept. Each operation touches single documents atomically and none several together. Any operation may
 * throw when the store is away; a write that did may have happened all the same, so callers repeat or read again.
 */
public interface Orders {
    /**
     * Keeps a new order with its announcements.
     *
     * @param opening what the channel answered to its create call, where that was made already
     * @param callAgainAt when the create call is repeated if it has not been answered by then; null for no call
     * @return whether it was new; false if the number is there already, and then nothing changed
     */
    boolean insert(Transition created, Opening opening, @Nullable Instant callAgainAt);

    /** The order with this number. */
    default Optional<StoredOrder> find(String orderNo) {
        return Optional.ofNullable(findAll(Set.of(orderNo)).get(orderNo));
    }

    /** Those of the orders that exist, by number. */
    Map<String, StoredOrder> findAll(Collection<String> orderNos);

    /**
     * Stores each revision whose order still has the version that it was made from.
     *
     * @return the numbers of those that were not stored, because the order has moved on (or the store cannot tell)
     */
    Set<String> update(Collection<Revision> revisions);

    /** Stops repeating the create call and remembers of the channel's answer what it told; nothing told forgets nothing. */
    void answered(String orderNo, Opening opening);

    /**
     * Takes over errands that are due, the longest due first, so that no two replicas run the same.
     *
     * @param channel whose orders; those of a channel that hangs must not keep others waiting
     * @param until when they are due again if the taker dies
     */
    List<StoredOrder> claimDue(Errand errand, String channel, Instant now, Instant until, int limit);

    /**
     * Makes a claimed errand due again at another time, unless it has come to an end or another cause has made it due.
     *
     * @param until what it was claimed until
     */
    void postpone(Errand errand, String orderNo, Instant until, Instant at);

    /** Makes an errand due for these orders at these times, whenever it was due before. */
    void arise(Errand errand, Map<String, Instant> at);

    /** When the errand is due for those of the orders that have it. */
    Map<String, Instant> due(Errand errand, Collection<String> orderNos);

    /** Ends an errand for these orders; it goes on where it is due at another time by now than was seen before. */
    void done(Errand errand, Map<String, Instant> seen);

    /** Forgets the announcements up to the version, by order number: they have been published. */
    void published(Map<String, Long> versions);

    /** Orders with announcements older than {@code before}, oldest first. */
    List<StoredOrder> unpublished(Instant before, int limit);

    /** Remembers that the channel was asked about these orders. */
    void asked(Collection<String> orderNos, Instant at);

    /** Undecided orders that the channel was last asked about before {@code before}. */
    List<StoredOrder> unasked(Instant before, int limit);

    /**
     * An order as stored.
     *
     * @param unpublished announcements that may not have been published, in order of version
     */
    record StoredOrder(Order order, Opening opening, List<Announcement> unpublished) {
        /** What its channel knows it by. */
        public PaymentHandle handle() {
            return new PaymentHandle(order.orderNo(), opening.channelReference());
        }
    }

    /**
     * What the channel answered to the create call.
     *
     * @param instructions what the buyer needs to pay; secret; empty before the channel answered
     * @param channelReference see {@link PaymentHandle}
     */
    record Opening(
            Map<String, String> instructions, @Nullable String channelReference) {
        /** Nothing told (yet). */
        public static final Opening NOTHING = new Opening(Map.of(), null);
    }

    /**
     * An order's next versions, to be stored in one write.
     *
     * @param before what it was made from
     * @param announcements one for each version after {@code before}'s up to {@code after}'s
     */
    record Revision(StoredOrder before, Order after, List<Announcement> announcements) {
        public String orderNo() {
            return after.orderNo();
        }

        /** Errands that this change makes due, and when it was made: nobody forgets them, being stored with it. */
        public Map<Errand, Instant> arising() {
            Instant at = announcements.getLast().at();
            Map<Errand, Instant> arising = new EnumMap<>(Errand.class);
            if (after.refunds(RefundState.REQUESTED) > before.order().refunds(RefundState.REQUESTED)) {
                arising.put(Errand.REFUND, at);
            }
            if (after.hasAcceptedPayment() && !before.order().hasAcceptedPayment()) {
                arising.put(Errand.CONFIRM, at);
            }
            return arising;
        }

        /** Errands that this change leaves nothing to do for. */
        public Set<Errand> ending() {
            boolean open = after.refunds(RefundState.REQUESTED) + after.refunds(RefundState.ACCEPTED) > 0;
            return open ? Set.of() : Set.of(Errand.REFUND);
        }

        /**
         * Whether {@code stored} is certainly this revision. Another may have come to the same order on other evidence:
         * its events are not these. And events that are published already are not there to tell; then deciding again
         * costs nothing, since all of it is known.
         */
        public boolean isStoredIn(StoredOrder stored) {
            return stored.order().equals(after) && stored.unpublished().containsAll(announcements);
        }
    }

    /** A page of orders, oldest first. */
    List<Order> page(Selection selection);

    /**
     * Which orders.
     *
     * @param state only those; null for all
     * @param attention only those before a person for this reason; null for all
     * @param createdBefore only those; null for all
     * @param after the last order of the page before; null for the first page
     * @param limit at most so many
     */
    record Selection(
            @Nullable State state,
            @Nullable String attention,
            @Nullable Instant createdBefore,
            @Nullable Position after,
            int limit) {}

    /** The order's latest events, oldest first; none if there is no such order. */
    List<Event> history(String orderNo);

    /** An event of an order's past. */
    record Event(
            EventType type,
            long version,
            Instant at,
            @Nullable Evidence evidence) {}

    /** An order's place in the order of creation. */
    record Position(Instant createdAt, String orderNo) {}
}
