package dev.trueup.testservers;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands {@link TestServers} to a test class, drops its databases after it, and stops the servers when the last test of
 * the session is done.
 */
final class ServersExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ServersExtension.class);

    /** Closed by JUnit with the session. */
    private record Session(SharedServers servers) implements AutoCloseable {
        @Override
        public void close() {
            servers.close();
        }
    }

    /** Closed by JUnit with the test class. */
    private record TestClass(TestServers servers) implements AutoCloseable {
        @Override
        public void close() {
            servers.dropDatabases();
        }
    }

    private final SharedServers servers;

    ServersExtension() {
        this(SharedServers.ofThisJvm());
    }

    ServersExtension(SharedServers servers) {
        this.servers = servers;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Session.class, key -> new Session(servers));
        testClass(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServers.class;
    }

    @Override
    public TestServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return testClass(context).servers();
    }

    /** Nested classes and methods find their outer class's, which {@link #beforeAll} has put there. */
    private TestClass testClass(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestClass.class, key -> new TestClass(new TestServers(servers)), TestClass.class);
    }
}
