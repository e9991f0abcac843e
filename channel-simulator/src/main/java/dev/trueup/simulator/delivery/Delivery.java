package dev.trueup.simulator.delivery;

import dev.trueup.simulator.calls.Conditions;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.ledger.Answer;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of one callback: composed, signed now, posted, accounted for. A channel that is away tries when it is back. */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Channels channels;
    private final Conditions conditions;
    private final CallbackPost post;
    private final Payments payments;
    private final InstantSource clock;

    public Delivery(
            Channels channels, Conditions conditions, CallbackPost post, Payments payments, InstantSource clock) {
        this.channels = channels;
        this.conditions = conditions;
        this.post = post;
        this.payments = payments;
        this.clock = clock;
    }

    /** Sends the callback that {@code task} is about. */
    public void deliver(Order order, Task task) {
        Notice notice = Objects.requireNonNull(task.notice(), "a delivery has a notice");
        SimulatedChannel channel = channels.find(order.channel()).orElse(null);
        if (channel == null) {
            LOG.debug("payment {}: {} is not sent, its channel is not set up", order.orderNo(), task.name());
            payments.postpone(order.orderNo(), task, clock.instant().plus(Conditions.LOOK_AGAIN));
            return;
        }
        Optional<Instant> back = conditions.awayUntil(channel.id(), clock.instant());
        if (back.isPresent()) {
            payments.postpone(order.orderNo(), task, back.get());
            return;
        }
        Callback callback = channel.compose(order, notice, clock.instant());
        Answer answer = post.post(channel, order.notifyUrl(), callback);
        LOG.debug("payment {}: {} sent, try {}: {}", order.orderNo(), task.name(), task.attempt() + 1, answer);
        payments.delivered(order.orderNo(), task, answer);
    }
}
