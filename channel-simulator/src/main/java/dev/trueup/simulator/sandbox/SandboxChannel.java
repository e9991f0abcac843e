package dev.trueup.simulator.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxPayment.Problem;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.delivery.RetrySchedule;
import dev.trueup.simulator.ledger.ChannelHabits;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's own channel: plain JSON, callbacks by Standard Webhooks 1.0.0, everything told that can be told. */
public final class SandboxChannel implements SimulatedChannel {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SandboxCredentials credentials;
    private final SandboxComposer composer;

    public SandboxChannel(SandboxCredentials credentials) {
        this.credentials = credentials;
        this.composer = new SandboxComposer(credentials);
    }

    @Override
    public String id() {
        return ChannelIds.SANDBOX;
    }

    @Override
    public ChannelHabits habits() {
        return new ChannelHabits(RetrySchedule.WECHAT, EnumSet.complementOf(EnumSet.of(Notice.What.CHARGE_DISPUTED)));
    }

    @Override
    public Callback compose(Order order, Notice notice, Instant signedAt) {
        return composer.compose(order, notice, signedAt);
    }

    @Override
    public boolean acknowledges(int status, byte[] body) {
        return status >= 200 && status < 300;
    }

    @Override
    public Call call(ChannelRequest request) {
        List<String> steps = request.steps();
        if (steps.isEmpty() || !steps.getFirst().equals("payments") || steps.size() > 3) {
            return new Call(Call.Kind.OTHER, null);
        }
        if (steps.size() == 1) {
            return new Call(Call.Kind.CREATE, orderNo(request.body()));
        }
        String what = steps.size() == 2 ? "" : steps.get(2);
        return new Call(
                switch (what) {
                    case "" -> Call.Kind.QUERY;
                    case "close" -> Call.Kind.CLOSE;
                    case "refunds" -> Call.Kind.REFUND;
                    default -> Call.Kind.OTHER;
                },
                steps.get(1));
    }

    private static @Nullable String orderNo(byte[] body) {
        try {
            return JSON.readTree(body).path("orderNo").stringValue(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public ChannelAnswer refuse(Refusal why) {
        return switch (why) {
            case THROTTLED ->
                problem(429, Problem.RATE_LIMITED, "too many calls").with("retry-after", "1");
            case DOWN -> problem(503, "unavailable", "the channel is away for a while");
            case BROKEN -> ChannelAnswer.empty(500);
            case TOO_LARGE -> problem(413, Problem.INVALID_REQUEST, "the body is larger than 64 KiB");
        };
    }

    private static ChannelAnswer problem(int status, String code, String message) {
        return ChannelAnswer.json(status, JSON.writeValueAsString(new Problem(code, message)));
    }

    @Override
    public Object credentials() {
        return credentials;
    }

    @Override
    public Map<String, String> sign(byte[] body, Instant signedAt) {
        return composer.sign(body, signedAt);
    }
}
