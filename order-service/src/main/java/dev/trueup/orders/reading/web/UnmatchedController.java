package dev.trueup.orders.reading.web;

import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.orders.reading.Unmatched;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What channels said about orders that are not there. */
@RestController
@Tag(name = "Orders")
class UnmatchedController {
    private final Unmatched unmatched;

    UnmatchedController(Unmatched unmatched) {
        this.unmatched = unmatched;
    }

    @Operation(
            summary = "What channels said about orders that are not there, page by page",
            description =
                    "Numbers in our form, the earliest heard first. It is applied should the order appear. Numbers in"
                            + " another form that nobody has registered are only counted.")
    @ApiResponse(responseCode = "200", description = "next is null on the last page")
    @ApiResponse(responseCode = "400", description = "names the bad parameter")
    @GetMapping("/statements/unmatched")
    Page page(
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String after,
            @Parameter(description = "1 to 1000, default 100") @RequestParam(required = false) @Nullable String limit) {
        int most = PageLimit.read(limit);
        List<Kept> found = unmatched.page(PageCursor.after(after), most);
        String next = found.size() < most
                ? null
                : PageCursor.write(
                        new Position(found.getLast().firstAt(), found.getLast().id()));
        return new Page(
                unmatched.withoutOrder(found).stream()
                        .map(OrdersController.SaidOfIt::of)
                        .toList(),
                next);
    }

    /** A page of statements; it may be shorter than asked for where orders have appeared. */
    record Page(
            List<OrdersController.SaidOfIt> statements,
            @Nullable String next) {}
}
