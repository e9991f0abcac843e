package dev.trueup.orders.reading.web;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.orders.asking.Asking;
import dev.trueup.orders.order.AttentionReason;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Orders.Selection;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Orders with all that is known about them, for people and tools. */
@RestController
@RequestMapping("/orders")
@Tag(name = "Orders")
class OrdersController {
    private static final Duration GREATEST_AGE = Duration.ofDays(36_500);

    private final Orders orders;
    private final Statements statements;
    private final Map<String, Asking> askings;
    private final InstantSource clock;

    OrdersController(Orders orders, Statements statements, Map<String, Asking> askings, InstantSource clock) {
        this.orders = orders;
        this.statements = statements;
        this.askings = askings;
        this.clock = clock;
    }

    @Operation(summary = "An order, what channels said about it, and its events")
    @ApiResponse(responseCode = "200", description = "order is exactly what its latest event carries")
    @ApiResponse(responseCode = "404", description = "no such order")
    @GetMapping("/{orderNo}")
    Dossier one(@PathVariable String orderNo) {
        OrderSnapshot order = existing(orderNo).snapshot();
        List<SaidOfIt> said =
                statements.about(orderNo).stream().map(SaidOfIt::of).toList();
        List<EventOfIt> events = orders.history(orderNo).stream()
                .map(event -> new EventOfIt(event.type().wireName(), event.version(), event.at(), event.evidence()))
                .toList();
        return new Dossier(order, said, events);
    }

    @Operation(summary = "Orders, oldest first, page by page")
    @ApiResponse(responseCode = "200", description = "next is null on the last page")
    @ApiResponse(responseCode = "400", description = "names the bad parameter")
    @GetMapping
    Page page(
            @Parameter(description = "only orders in this state: CREATED, PENDING, PAID, FAILED, CLOSED, REFUNDED")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "only orders that wait for a person for this reason, such as mismatch or dispute")
                    @RequestParam(required = false)
                    @Nullable
                    String attention,
            @Parameter(description = "only orders created longer ago than this: an ISO 8601 duration such as PT1H")
                    @RequestParam(required = false)
                    @Nullable
                    String olderThan,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String after,
            @Parameter(description = "1 to 1000, default 100") @RequestParam(required = false) @Nullable String limit) {
        int most = PageLimit.read(limit);
        List<Order> found = orders.page(new Selection(
                state(state), attention(attention), createdBefore(olderThan), PageCursor.after(after), most));
        String next = found.size() < most
                ? null
                : PageCursor.write(new Position(
                        found.getLast().terms().createdAt(), found.getLast().orderNo()));
        return new Page(found.stream().map(Order::snapshot).toList(), next);
    }

    @Operation(
            summary = "Ask the channel about the order now",
            description = "As reconciliation does by its schedule: the answer is settled before this one returns.")
    @ApiResponse(responseCode = "200", description = "what came of it, and the order after it")
    @ApiResponse(responseCode = "404", description = "no such order")
    @PostMapping("/{orderNo}/query")
    Asked query(@PathVariable String orderNo) {
        Order order = existing(orderNo);
        Asking asking = Optional.ofNullable(askings.get(order.terms().channel()))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "channel " + order.terms().channel() + " is not set up"));
        return new Asked(asking.askNow(order).outcome(), existing(orderNo).snapshot());
    }

    private Order existing(String orderNo) {
        return orders.find(orderNo)
                .map(StoredOrder::order)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such order"));
    }

    private static @Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException("state", "must be one of " + Arrays.toString(State.values())));
    }

    private @Nullable Instant createdBefore(@Nullable String olderThan) {
        try {
            Duration age = olderThan == null ? null : Duration.parse(olderThan);
            if (age == null) {
                return null;
            }
            if (!age.isNegative() && age.compareTo(GREATEST_AGE) <= 0) {
                return clock.instant().minus(age);
            }
        } catch (DateTimeParseException e) {
            // as wrong as one out of range
        }
        throw new InvalidRequestException(
                "olderThan", "must be an ISO 8601 duration such as PT1H, from PT0S to P36500D");
    }

    private static @Nullable String attention(@Nullable String reason) {
        if (reason != null && !AttentionReason.all().contains(reason)) {
            throw new InvalidRequestException("attention", "must be one of " + AttentionReason.all());
        }
        return reason;
    }

    /** All that is known about an order. */
    record Dossier(OrderSnapshot order, List<SaidOfIt> statements, List<EventOfIt> events) {}

    /** One thing that a channel said about it. */
    record SaidOfIt(
            ChannelStatement statement,
            String digest,
            Set<String> sources,
            long count,
            Instant firstAt,
            Instant lastAt) {
        static SaidOfIt of(Statements.Kept kept) {
            return new SaidOfIt(
                    kept.statement(),
                    kept.digest(),
                    kept.sources().stream().map(Heard.Source::wireName).collect(Collectors.toSet()),
                    kept.count(),
                    kept.firstAt(),
                    kept.lastAt());
        }
    }

    /** One of its events. */
    record EventOfIt(
            String type,
            long version,
            Instant time,
            @Nullable Evidence evidence) {}

    /** A page of orders. */
    record Page(List<OrderSnapshot> orders, @Nullable String next) {}

    /** What came of asking. */
    record Asked(QueryOutcome.Outcome outcome, OrderSnapshot order) {}
}
