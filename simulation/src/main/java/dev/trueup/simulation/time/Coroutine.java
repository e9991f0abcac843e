package dev.trueup.simulation.time;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A computation that can stop in the middle and be left there for ever, as a process does that is killed: no finally
 * runs then. It is what virtual threads are made of, which is the only way to have many of them on one thread without a
 * scheduler of the JDK's own choosing between them.
 *
 * <p>Needs {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 */
final class Coroutine {
    private static final MethodHandle CREATE;
    private static final MethodHandle RUN;
    private static final MethodHandle IS_DONE;
    private static final MethodHandle YIELD;

    static {
        try {
            Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
            Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Object scope = lookup.findConstructor(scopes, MethodType.methodType(void.class, String.class))
                    .invoke("simulation");
            CREATE = lookup.findConstructor(continuation, MethodType.methodType(void.class, scopes, Runnable.class))
                    .bindTo(scope)
                    .asType(MethodType.methodType(Object.class, Runnable.class));
            RUN = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
            IS_DONE = lookup.findVirtual(continuation, "isDone", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
            YIELD = lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopes))
                    .bindTo(scope)
                    .asType(MethodType.methodType(boolean.class));
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "run with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED on a JDK that has continuations", e);
        }
    }

    private final Object continuation;

    Coroutine(Runnable body) {
        try {
            continuation = CREATE.invokeExact(body);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes on until it stops or ends. */
    void run() {
        try {
            RUN.invokeExact(continuation);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isDone() {
        try {
            return (boolean) IS_DONE.invokeExact(continuation);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the coroutine that calls it. */
    static void stop() {
        try {
            boolean unused = (boolean) YIELD.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
