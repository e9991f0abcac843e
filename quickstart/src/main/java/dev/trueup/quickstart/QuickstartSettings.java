package dev.trueup.quickstart;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The quickstart.
 *
 * @param payments how many payments the demonstration makes, 0 to 100,000; with 0 there is none
 * @param seed decides every fault; printed, so that a run can be had again; by chance where it is not given
 * @param preset the simulator's plan in the demonstration: {@code calm}, {@code realistic}, {@code hostile} or
 *     {@code outage}
 * @param stay whether everything stays up after the demonstration; else the exit code says whether its audit was clean
 * @param ports where everything listens
 */
@Validated
@ConfigurationProperties("trueup.quickstart")
public record QuickstartSettings(
        @Min(0) @Max(100_000) @DefaultValue("300") int payments,
        @Nullable Long seed,
        @NotBlank @DefaultValue("hostile") String preset,
        @DefaultValue("true") boolean stay,
        @NotNull @Valid @DefaultValue Ports ports) {

    /** Ports, 1 to 65535; all on 127.0.0.1 but the services', which listen on every address. */
    public record Ports(
            @Min(1) @Max(65535) @DefaultValue("1234") int orderService,
            @Min(1) @Max(65535) @DefaultValue("1235") int callbackIngestService,
            @Min(1) @Max(65535) @DefaultValue("1236") int reconciliationService,
            @Min(1) @Max(65535) @DefaultValue("1237") int channelSimulator,
            @Min(1) @Max(65535) @DefaultValue("9092") int kafka,
            @Min(1) @Max(65535) @DefaultValue("27017") int mongodb) {

        /** Each port by the setting that moves it. */
        Map<String, Integer> bySetting() {
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put("trueup.quickstart.ports.order-service", orderService);
            ports.put("trueup.quickstart.ports.callback-ingest-service", callbackIngestService);
            ports.put("trueup.quickstart.ports.reconciliation-service", reconciliationService);
            ports.put("trueup.quickstart.ports.channel-simulator", channelSimulator);
            ports.put("trueup.quickstart.ports.kafka", kafka);
            ports.put("trueup.quickstart.ports.mongodb", mongodb);
            return ports;
        }
    }
}
