package dev.trueup.simulator;

import com.mongodb.WriteConcern;
import dev.trueup.channels.UnusableCredentialsException;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.contracts.ClockScale;
import dev.trueup.foundation.credentials.CredentialSettings;
import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.simulator.agenda.Agenda;
import dev.trueup.simulator.audit.Audit;
import dev.trueup.simulator.audit.http.HttpOrderBook;
import dev.trueup.simulator.audit.kafka.KafkaOrderEvents;
import dev.trueup.simulator.calls.CallLedger;
import dev.trueup.simulator.calls.Conditions;
import dev.trueup.simulator.calls.Gate;
import dev.trueup.simulator.calls.Holds;
import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.credentials.CredentialsDirectory;
import dev.trueup.simulator.delivery.Delivery;
import dev.trueup.simulator.delivery.http.HttpCallbackPost;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.mongo.MongoLedger;
import dev.trueup.simulator.plan.Plans;
import dev.trueup.simulator.plan.mongo.MongoPlans;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Puts the simulator together. */
@Configuration(proxyBeanMethods = false)
class SimulatorConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorConfiguration.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_OF_AN_ACKNOWLEDGEMENT = 64 * 1024;
    private static final int MOST_OF_A_PAGE_OF_ORDERS = 32 * 1024 * 1024;

    @Bean
    CredentialsDirectory credentialsDirectory(CredentialSettings credentials) {
        return new CredentialsDirectory(credentials.dir());
    }

    @Bean
    Channels channels(ObjectProvider<SimulatedChannel> beans, CredentialsDirectory directory) {
        List<SimulatedChannel> channels = beans.orderedStream().toList();
        if (channels.isEmpty()) {
            throw new UnusableCredentialsException(
                    directory.path(), "there is no file with a channel's credentials, such as sandbox.json");
        }
        LOG.info("channels: {}", channels.stream().map(SimulatedChannel::id).toList());
        return new Channels(channels);
    }

    @Bean
    CallLedger callLedger() {
        return new CallLedger();
    }

    @Bean
    Conditions conditions(Plans plans, ClockScale scale) {
        return new Conditions(plans, scale);
    }

    @Bean
    Holds holds(InstantSource clock) {
        return new Holds(clock);
    }

    @Bean
    Gate gate(CallLedger calls, Conditions conditions, Holds holds, Payments payments, InstantSource clock) {
        return new Gate(calls, conditions, holds, payments, clock);
    }

    @Bean
    Plans plans(MongoTemplate mongo, JsonMapper json, SimulatorProperties settings, InstantSource clock) {
        mongo.setWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        return new MongoPlans(mongo, json, settings.initialPlan(), clock);
    }

    @Bean
    Preparation planTold(Plans plans, SimulatorProperties settings) {
        return new PlanTold(plans, settings.initialPlan());
    }

    @Bean
    MongoLedger ledger(MongoTemplate mongo) {
        return new MongoLedger(mongo);
    }

    @Bean
    Payments payments(Ledger ledger, Plans plans, ClockScale scale, Channels channels, InstantSource clock) {
        return new Payments(ledger, plans, scale, channels.habits(), clock);
    }

    @Bean(destroyMethod = "close")
    HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Bean
    Delivery delivery(
            Channels channels,
            Conditions conditions,
            HttpClient client,
            MeterRegistry meters,
            Payments payments,
            InstantSource clock,
            SimulatorProperties settings) {
        var exchange = new HttpExchange(client, settings.callbackTimeout(), MOST_OF_AN_ACKNOWLEDGEMENT);
        return new Delivery(channels, conditions, new HttpCallbackPost(exchange, meters), payments, clock);
    }

    @Bean(destroyMethod = "close")
    ExecutorService workers() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    Agenda agenda(
            Ledger ledger,
            Payments payments,
            Delivery delivery,
            InstantSource clock,
            ExecutorService workers,
            MeterRegistry meters,
            SimulatorProperties settings) {
        var agenda = new Agenda(ledger, payments, delivery, clock, workers, settings.lease(), settings.concurrency());
        Gauge.builder("trueup.simulator.tasks.running", agenda, Agenda::running).register(meters);
        return agenda;
    }

    @Bean
    Audit audit(
            Ledger ledger,
            HttpClient client,
            ConsumerFactory<?, ?> kafka,
            InstantSource clock,
            SimulatorProperties settings) {
        var exchange = new HttpExchange(client, settings.orderServiceTimeout(), MOST_OF_A_PAGE_OF_ORDERS);
        return new Audit(
                ledger,
                new HttpOrderBook(exchange, settings.orderServiceUrl()),
                new KafkaOrderEvents(
                        kafka.getConfigurationProperties(), settings.ordersTopic(), settings.eventsTimeout(), clock));
    }
}
