package dev.trueup.channels;

import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel as its credentials are now. What is in use is replaced as a whole, and only by what can be used: a call or a
 * callback meets the old or the new, never a mixture.
 */
public final class LiveChannel implements PaymentChannel.MerchantSide {
    private final PaymentChannel channel;
    private final Path directory;
    private volatile InUse inUse;

    /** What the file said when it was last looked at; null where it could not be read. */
    private byte @Nullable [] seen;

    private volatile @Nullable String problem;

    private record InUse(int generation, PaymentChannel.MerchantSide side, Map<String, Instant> expiries) {}

    LiveChannel(PaymentChannel channel, Path directory) {
        this.channel = channel;
        this.directory = directory;
        this.seen = CredentialsFile.bytes(directory, channel.id());
        this.inUse = opened(1);
    }

    private InUse opened(int generation) {
        return new InUse(generation, channel.open(directory), CredentialsFile.expiries(directory, channel.id()));
    }

    /** What looking at the file came to. */
    public enum Look {
        /** Nothing new. */
        UNCHANGED,
        /** Other credentials are in use from now on. */
        TAKEN,
        /** The file cannot be used, for the {@link #problem()}; what was in use stays so. */
        REFUSED
    }

    /** Looks at the file, and uses what it says if that is new; each content is refused once. */
    public synchronized Look look() {
        byte[] now;
        try {
            now = CredentialsFile.bytes(directory, id());
        } catch (UnusableCredentialsException e) {
            boolean known = seen == null;
            seen = null;
            return known ? Look.UNCHANGED : refused(e);
        }
        if (Arrays.equals(now, seen)) {
            return Look.UNCHANGED;
        }
        seen = now;
        try {
            InUse read = opened(inUse.generation() + 1);
            requireSameMerchant(read.side());
            inUse = read;
            problem = null;
            return Look.TAKEN;
        } catch (UnusableCredentialsException e) {
            return refused(e);
        }
    }

    private Look refused(UnusableCredentialsException e) {
        problem = e.getMessage();
        return Look.REFUSED;
    }

    /** The orders that are open would belong to somebody else. */
    private void requireSameMerchant(PaymentChannel.MerchantSide side) {
        if (!side.merchantId().equals(merchantId())) {
            throw new UnusableCredentialsException(
                    CredentialsFile.of(directory, id()), "they are another merchant's, which takes a restart");
        }
    }

    /** Why the file as it is now is not in use; null while it is. Without secrets. */
    public @Nullable String problem() {
        return problem;
    }

    /** When what is in use expires, by the field of the file, as far as the file says. */
    public Map<String, Instant> expiries() {
        return inUse.expiries();
    }

    /** How the channel wants to be called. */
    public ChannelAdvice advice() {
        return channel.advice();
    }

    @Override
    public String id() {
        return channel.id();
    }

    @Override
    public String merchantId() {
        return inUse.side().merchantId();
    }

    @Override
    public CallbackProtocol callbacks() {
        return new Callbacks(following(PaymentChannel.MerchantSide::callbacks));
    }

    @Override
    public ChannelClient client(URI notifyUrl, HttpExchange http) {
        return new Client(following(side -> side.client(notifyUrl, http)));
    }

    /** What is made of the credentials in use, made again when others are. */
    private <T> Supplier<T> following(Function<PaymentChannel.MerchantSide, T> maker) {
        return new Supplier<>() {
            private volatile Made<T> made = make();

            private Made<T> make() {
                InUse now = inUse;
                return new Made<>(now.generation(), maker.apply(now.side()));
            }

            @Override
            public T get() {
                Made<T> now = Objects.requireNonNull(made);
                if (now.generation() != inUse.generation()) {
                    now = make();
                    made = now;
                }
                return now.thing();
            }
        };
    }

    private record Made<T>(int generation, T thing) {}

    private record Callbacks(Supplier<CallbackProtocol> now) implements CallbackProtocol {
        @Override
        public String channel() {
            return now.get().channel();
        }

        @Override
        public Set<String> signatureHeaders() {
            return now.get().signatureHeaders();
        }

        @Override
        public Verification verify(ReceivedCallback callback, Instant at) {
            return now.get().verify(callback, at);
        }

        @Override
        public Reading read(byte[] body) {
            return now.get().read(body);
        }

        @Override
        public @Nullable String orderNoHint(byte[] body) {
            return now.get().orderNoHint(body);
        }

        @Override
        public CallbackAnswer accepted() {
            return now.get().accepted();
        }

        @Override
        public CallbackAnswer refused() {
            return now.get().refused();
        }

        @Override
        public CallbackAnswer tooLarge() {
            return now.get().tooLarge();
        }

        @Override
        public CallbackAnswer comeAgain() {
            return now.get().comeAgain();
        }
    }

    private record Client(Supplier<ChannelClient> now) implements ChannelClient {
        @Override
        public String channel() {
            return now.get().channel();
        }

        @Override
        public String merchantId() {
            return now.get().merchantId();
        }

        @Override
        public boolean foundOnlyByCreating() {
            return now.get().foundOnlyByCreating();
        }

        @Override
        public CreateAnswer create(PaymentRequest request) {
            return now.get().create(request);
        }

        @Override
        public QueryAnswer query(PaymentHandle payment) {
            return now.get().query(payment);
        }

        @Override
        public CloseAnswer close(PaymentHandle payment) {
            return now.get().close(payment);
        }

        @Override
        public RefundAnswer refund(RefundRequest request) {
            return now.get().refund(request);
        }

        @Override
        public RefundAnswer queryRefund(RefundHandle refund) {
            return now.get().queryRefund(refund);
        }
    }
}
