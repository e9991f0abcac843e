package dev.trueup.simulator.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trueup.simulator.channel.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that wait until somebody lets them go, so that a test forces an interleaving instead of hoping for it. Each hold
 * catches the first call that fits, and lets it go by itself when it has held it for long enough. In memory.
 */
public final class Holds {
    /** How long a call may be held, wall time. */
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
    private static final int MOST = 1000;

    private final Map<String, Held> holds = new LinkedHashMap<>();
    private final InstantSource clock;

    public Holds(InstantSource clock) {
        this.clock = clock;
    }

    public enum Moment {
        /** Before the call has any effect. */
        @JsonProperty("request")
        REQUEST,
        /** When it has had its effect and the merchant does not know yet. */
        @JsonProperty("answer")
        ANSWER
    }

    public enum State {
        /** No call that fits has come. */
        @JsonProperty("waiting")
        WAITING,
        /** A call is held. */
        @JsonProperty("holding")
        HOLDING,
        @JsonProperty("released")
        RELEASED
    }

    /**
     * What to hold.
     *
     * @param channel null for any
     * @param kind null for any
     * @param orderNo null for any
     * @param longest how long at most, wall time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wanted(
            @Nullable String channel,
            Call.@Nullable Kind kind,
            @Nullable String orderNo,
            Moment moment,
            Duration longest) {
        boolean fits(Moment at, String where, Call call) {
            return moment == at
                    && (channel == null || channel.equals(where))
                    && (kind == null || kind == call.kind())
                    && (orderNo == null || orderNo.equals(call.orderNo()));
        }
    }

    /**
     * One hold.
     *
     * @param caught the order number of the call that is or was held; null where there is none
     * @param since when it was caught
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold(
            String id,
            Wanted wanted,
            State state,
            @Nullable String caught,
            @Nullable Instant since) {}

    private static final class Held {
        private final CountDownLatch released = new CountDownLatch(1);
        private Hold hold;

        Held(Hold hold) {
            this.hold = hold;
        }
    }

    /**
     * Holds the next call that fits.
     *
     * @throws IllegalArgumentException when there are too many holds, or it would hold for too long
     */
    public synchronized Hold place(Wanted wanted) {
        if (wanted.longest().isNegative() || wanted.longest().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("longest must be a duration from PT0S to PT2M");
        }
        holds.values().removeIf(held -> holds.size() >= MOST && held.hold.state() == State.RELEASED);
        if (holds.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " holds already; release some");
        }
        Hold hold = new Hold(UUID.randomUUID().toString(), wanted, State.WAITING, null, null);
        holds.put(hold.id(), new Held(hold));
        return hold;
    }

    public synchronized Optional<Hold> find(String id) {
        return Optional.ofNullable(holds.get(id)).map(held -> held.hold);
    }

    public synchronized List<Hold> all() {
        return holds.values().stream().map(held -> held.hold).toList();
    }

    /** Lets the held call go; a hold that has caught none yet catches none any more. */
    public synchronized Optional<Hold> release(String id) {
        return Optional.ofNullable(holds.get(id)).map(this::released);
    }

    private Hold released(Held held) {
        Hold hold = held.hold;
        held.hold = new Hold(hold.id(), hold.wanted(), State.RELEASED, hold.caught(), hold.since());
        held.released.countDown();
        return held.hold;
    }

    /** Waits if somebody wants this call held. */
    void pass(Moment moment, String channel, Call call) throws InterruptedException {
        Optional<Held> caught = caught(moment, channel, call);
        if (caught.isEmpty()) {
            return;
        }
        Held held = caught.get();
        Hold hold = held.hold;
        try {
            if (!held.released.await(hold.wanted().longest().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "the call about {} was held for {} and let go by itself",
                        call.orderNo(),
                        hold.wanted().longest());
            }
        } finally {
            release(hold.id());
        }
    }

    private synchronized Optional<Held> caught(Moment moment, String channel, Call call) {
        Optional<Held> first = holds.values().stream()
                .filter(held -> held.hold.state() == State.WAITING)
                .filter(held -> held.hold.wanted().fits(moment, channel, call))
                .findFirst();
        first.ifPresent(held -> held.hold =
                new Hold(held.hold.id(), held.hold.wanted(), State.HOLDING, call.orderNo(), clock.instant()));
        return first;
    }
}
