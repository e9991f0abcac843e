package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A callback verified and read, and the ceiling of that: bare cryptography and bare parsing of the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallbackBenchmark {
    /** The channel. */
    @Param({"sandbox", "wechat-pay", "alipay", "stripe"})
    public String channel = "sandbox";

    private Scene scene = Scene.of("sandbox");
    private CallbackProtocol protocol = scene.protocol();
    private ReceivedCallback callback = scene.callback();

    /** Makes keys and the callback. */
    @Setup
    public void prepare() {
        scene = Scene.of(channel);
        protocol = scene.protocol();
        callback = scene.callback();
    }

    /** As callback-ingest-service and order-service do it. */
    @Benchmark
    public Object verifyAndRead() {
        return protocol.verify(callback, Scene.NOW) instanceof Verification.Verified
                ? protocol.read(callback.body())
                : false;
    }

    /** What cannot be done without. */
    @Benchmark
    public Object bare() throws GeneralSecurityException {
        return scene.bare();
    }
}
