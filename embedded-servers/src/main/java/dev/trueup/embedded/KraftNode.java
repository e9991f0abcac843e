package dev.trueup.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own broker and controller, put together as its {@link KafkaRaftServer} does, but for two things: they get
 * their sockets from us, and a fatal fault is logged and thrown, where Kafka's class would end the whole JVM.
 */
final class KraftNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);
    private static final String NODE_ID = "1";

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KraftNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    static KraftNode start(KraftSockets sockets, Path data, Map<String, String> overrides) throws Exception {
        var settings = settings(sockets, data);
        settings.putAll(overrides);
        var config = new KafkaConfig(settings, false);
        format(data);
        var storage = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                sockets);
        var node = new KraftNode(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2()), new BrokerServer(shared));
        try {
            node.controller.startup();
            node.broker.startup();
        } catch (Throwable e) {
            node.close();
            throw e;
        }
        return node;
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(NODE_ID))
                .setDirectories(List.of(data.toString()))
                .setControllerListenerName(KraftSockets.CONTROLLER)
                .run();
    }

    private static Map<String, String> settings(KraftSockets sockets, Path data) {
        var broker = Loopback.HOST + ":" + sockets.brokerPort();
        var controller = Loopback.HOST + ":" + sockets.controllerPort();
        return new HashMap<>(Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", NODE_ID),
                entry("log.dirs", data.toString()),
                entry(
                        "listeners",
                        "%s://%s,%s://%s".formatted(KraftSockets.BROKER, broker, KraftSockets.CONTROLLER, controller)),
                entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                entry("controller.listener.names", KraftSockets.CONTROLLER),
                entry("controller.quorum.voters", NODE_ID + "@" + controller),
                entry("auto.create.topics.enable", "false"),
                // One node can hold one copy, and what waits for others need not.
                entry("offsets.topic.replication.factor", "1"),
                entry("transaction.state.log.replication.factor", "1"),
                entry("transaction.state.log.min.isr", "1"),
                entry("share.coordinator.state.topic.replication.factor", "1"),
                entry("share.coordinator.state.topic.min.isr", "1"),
                entry("group.initial.rebalance.delay.ms", "0"),
                // The defaults, 50 partitions each, take longer to make than everything else.
                entry("offsets.topic.num.partitions", "1"),
                entry("transaction.state.log.num.partitions", "1"),
                entry("share.coordinator.state.topic.num.partitions", "1"),
                // Else 128 MiB of heap from the start.
                entry("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20))));
    }
}
