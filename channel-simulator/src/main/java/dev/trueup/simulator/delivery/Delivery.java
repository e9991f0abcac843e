package dev.trueup.simulator.delivery;

import dev.trueup.simulator.ledger.Answer;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.Task;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of one callback: composed, signed now, posted, accounted for. */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Map<String, CallbackComposer> composers;
    private final CallbackPost post;
    private final Payments payments;
    private final InstantSource clock;

    public Delivery(Collection<CallbackComposer> composers, CallbackPost post, Payments payments, InstantSource clock) {
        this.composers = composers.stream()
                .collect(Collectors.toUnmodifiableMap(CallbackComposer::channel, Function.identity()));
        this.post = post;
        this.payments = payments;
        this.clock = clock;
    }

    /** Sends the callback that {@code task} is about. */
    public void deliver(Order order, Task task) {
        Notice notice = Objects.requireNonNull(task.notice(), "a delivery has a notice");
        CallbackComposer composer =
                Objects.requireNonNull(composers.get(order.channel()), () -> "no channel " + order.channel());
        Callback callback = composer.compose(order, notice, clock.instant());
        Answer answer = post.post(order.notifyUrl(), callback);
        LOG.debug("payment {}: {} sent, try {}: {}", order.orderNo(), task.name(), task.attempt() + 1, answer);
        payments.delivered(order.orderNo(), task, answer);
    }
}
