package dev.trueup.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.BindException;

/**
 * A store in this JVM that speaks MongoDB's wire protocol (mongo-java-server), on loopback only, all in memory, gone
 * when closed. For trying things out and for tests where no MongoDB is to be had; never for anything that must last.
 *
 * <p>Guarded updates, upserts, unique and sparse unique indexes, unordered bulk writes, find-and-modify and the usual
 * aggregation stages work as in MongoDB. Its known limits:
 *
 * <ul>
 *   <li>no sessions, transactions, change streams or updates by pipeline: they are refused;
 *   <li>indexes that are not unique are accepted and not used: every query is a scan;
 *   <li>silently wrong: {@code partialFilterExpression} is ignored, so that in a partial unique index missing fields
 *       collide as null (a sparse unique index works), and {@code $jsonSchema} validators are not enforced;
 *   <li>one node, no replica set: write concerns and read preferences mean nothing;
 *   <li>the command {@code hello} fails, so Spring Boot's health indicator for MongoDB says DOWN.
 * </ul>
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final String NAME = "MongoDB";

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a store and returns once it takes requests, after a fraction of a second.
     *
     * @param port where clients find it, 1 to 65535, or 0 for any free one
     * @throws PortTakenException if something else listens on that port
     */
    public static EmbeddedMongo start(int port) {
        // The server binds by itself, a moment later; whoever comes between is found out then.
        Loopback.requireFree(NAME, port);
        var server = new MongoServer(new MemoryBackend());
        try {
            server.bind(Loopback.HOST, port);
            return new EmbeddedMongo(server, server.getLocalAddress().getPort());
        } catch (Exception e) {
            server.shutdownNow();
            if (e instanceof BindException taken) {
                throw Loopback.taken(NAME, port, taken);
            }
            throw new IllegalStateException("the embedded MongoDB did not start", e);
        }
    }

    /** What drivers take, without a database: {@code mongodb://127.0.0.1:port}. */
    public String connectionString() {
        return "mongodb://" + Loopback.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the store; when this returns its port is free and its data is gone. Closing twice is harmless. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
