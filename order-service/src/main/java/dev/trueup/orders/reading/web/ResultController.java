package dev.trueup.orders.reading.web;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.reading.Outcomes;
import dev.trueup.orders.web.Envelope;
import dev.trueup.orders.web.Envelope.Code;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The outcome, for a client that polls until it gets a 2xx. */
@RestController
@Tag(name = "Outcomes")
class ResultController {
    private final Orders orders;
    private final Outcomes outcomes;

    ResultController(Orders orders, Outcomes outcomes) {
        this.orders = orders;
        this.outcomes = outcomes;
    }

    @Operation(
            summary = "The outcome of an order",
            description = "404 with Retry-After until it is known. With the header `Prefer: wait=N` (N up to 30"
                    + " seconds) the request is held until then.")
    @ApiResponse(responseCode = "200", description = "status 1 paid, 2 failed, 3 closed unpaid, 4 wholly refunded")
    @ApiResponse(responseCode = "404", description = "code 1001: not known yet; code 1004: no such order")
    @GetMapping(path = "/order/get_result/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Envelope<Result>>> byPath(
            @PathVariable String orderId,
            @RequestHeader(name = PreferWait.HEADER, required = false) @Nullable String prefer) {
        return result(orderId, PreferWait.of(prefer));
    }

    // with the slash too: some clients put the parameter behind the locator as it is
    @Operation(summary = "The outcome of an order, by parameter", description = "As the form with a path.")
    @ApiResponse(responseCode = "200", description = "status 1 paid, 2 failed, 3 closed unpaid, 4 wholly refunded")
    @ApiResponse(responseCode = "404", description = "code 1001: not known yet; code 1004: no such order")
    @GetMapping(
            path = {"/order/get_result", "/order/get_result/"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Envelope<Result>>> byParameter(
            @RequestParam String orderId,
            @RequestHeader(name = PreferWait.HEADER, required = false) @Nullable String prefer) {
        return result(orderId, PreferWait.of(prefer));
    }

    private CompletableFuture<ResponseEntity<Envelope<Result>>> result(String orderNo, Duration wait) {
        Optional<Order> order = orders.find(orderNo).map(StoredOrder::order);
        if (order.isEmpty()) {
            return CompletableFuture.completedFuture(ResponseEntity.status(Code.UNKNOWN_ORDER.status())
                    .body(Envelope.of(Code.UNKNOWN_ORDER, "no such order", null)));
        }
        if (order.get().decided() || wait.isZero()) {
            return CompletableFuture.completedFuture(answer(order.get()));
        }
        return outcomes.await(order.get())
                .map(outcome -> outcome.completeOnTimeout(order.get(), wait.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(ResultController::answer))
                .orElseGet(() -> CompletableFuture.completedFuture(answer(order.get())));
    }

    private static ResponseEntity<Envelope<Result>> answer(Order order) {
        Result result = Result.of(order);
        return order.decided()
                ? ResponseEntity.ok(Envelope.success(result))
                : ResponseEntity.status(Code.UNDECIDED.status())
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .body(Envelope.of(Code.UNDECIDED, result.desc(), result));
    }

    /**
     * An order as its client sees it.
     *
     * @param status 0 undecided, 1 paid, 2 failed, 3 closed unpaid, 4 wholly refunded
     * @param desc the same for people
     * @param amount the total in minor units
     */
    @Schema(name = "Result")
    record Result(
            @Schema(example = "dcs01jdk7v5w3m8zq4x9t2r6y0b1c")
            String order,

            @Schema(example = "1") int status,
            @Schema(example = "下单成功") String desc,
            @Schema(example = "102030") String goodsId,
            @Schema(example = "6666") String userId,
            @Schema(example = "10") int num,
            @Schema(example = "100") long amount) {

        static Result of(Order order) {
            return new Result(
                    order.orderNo(),
                    status(order.state()),
                    desc(order.state()),
                    order.terms().goodsId(),
                    order.terms().userId(),
                    order.terms().num(),
                    order.terms().total().amount());
        }

        private static int status(State state) {
            return switch (state) {
                case CREATED, PENDING -> 0;
                case PAID -> 1;
                case FAILED -> 2;
                case CLOSED -> 3;
                case REFUNDED -> 4;
            };
        }

        private static String desc(State state) {
            return switch (state) {
                case CREATED, PENDING -> "处理中";
                case PAID -> "下单成功";
                case FAILED -> "支付失败";
                case CLOSED -> "已关闭";
                case REFUNDED -> "已退款";
            };
        }
    }
}
