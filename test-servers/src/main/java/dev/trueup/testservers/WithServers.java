package dev.trueup.testservers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class Kafka and MongoDB, each started only if it is used.
 *
 * <ul>
 *   <li>A parameter of type {@link TestServers} is filled.
 *   <li>In a Spring test {@code spring.kafka.bootstrap-servers}, {@code spring.mongodb.uri} and
 *       {@code spring.mongodb.database} are set; only what the test itself sets, inline or dynamically, goes before them.
 *       Test classes with equal configuration share a context, as always, and with it its database.
 * </ul>
 *
 * <p>Where they come from, for each of the two, printed once:
 *
 * <ol>
 *   <li>a running server named by {@code TRUEUP_TEST_KAFKA} (bootstrap servers) or {@code TRUEUP_TEST_MONGODB}
 *       (connection string);
 *   <li>else Testcontainers, where Docker answers;
 *   <li>else embedded in this JVM, with the limits that {@link dev.trueup.embedded.EmbeddedMongo} states.
 * </ol>
 *
 * <p>{@code TRUEUP_TEST_SERVERS=docker} or {@code =embedded} asks for that one and no other.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServersExtension.class)
public @interface WithServers {}
