package dev.trueup.simulator.control.web;

import dev.trueup.simulator.control.LedgerEntry;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Statistics;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator")
@Tag(name = "ledger", description = "what truly happened at the channels")
class LedgerController {
    private static final int MOST = 1000;

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Some payments.
     *
     * @param next what to give as {@code after} for the page behind; null on the last one
     */
    record Page(List<LedgerEntry> entries, @Nullable String next) {}

    @GetMapping("/ledger")
    @Operation(summary = "The payments by order number", description = "limit is from 1 to 1000")
    Page page(@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be from 1 to 1000, but is " + limit);
        }
        List<LedgerEntry> entries =
                ledger.page(after, limit).stream().map(LedgerEntry::of).toList();
        return new Page(
                entries, entries.size() < limit ? null : entries.getLast().orderNo());
    }

    @GetMapping("/ledger/{orderNo}")
    @Operation(summary = "One payment")
    LedgerEntry entry(@PathVariable String orderNo) {
        return ledger.find(orderNo).map(LedgerEntry::of).orElseThrow(() -> Problems.unknownPayment(orderNo));
    }

    @GetMapping("/statistics")
    @Operation(summary = "What was done and what was done wrong, in all", description = "Reads every payment.")
    Statistics statistics() {
        return ledger.statistics();
    }
}
