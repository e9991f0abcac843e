package dev.trueup.simulator.control.web;

import dev.trueup.simulator.calls.CallLedger;
import dev.trueup.simulator.channel.Channels;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/calls")
@Tag(name = "calls", description = "what the merchant called, to check a budget by")
class CallsController {
    private static final int MOST = 10_000;

    private final Channels channels;
    private final CallLedger calls;

    CallsController(Channels channels, CallLedger calls) {
        this.channels = channels;
        this.calls = calls;
    }

    @GetMapping
    @Operation(
            summary = "Calls by channel, second and kind",
            description = "In wall time, whatever the clock's scale. `busiest` is the most calls within any one second,"
                    + " wherever it begins. The last 3600 seconds with calls are kept, in memory.")
    List<CallLedger.Report> report(
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(defaultValue = "1970-01-01T00:00:00Z") Instant since) {
        List<String> asked = channel == null
                ? channels.all().stream().map(known -> known.id()).toList()
                : List.of(Problems.known(channels, channel).id());
        return asked.stream().map(id -> calls.report(id, since)).toList();
    }

    @GetMapping("/log")
    @Operation(
            summary = "The last calls one by one, the latest first",
            description = "limit is from 1 to 10000, which is as many as are kept, in memory")
    List<CallLedger.Entry> log(
            @RequestParam(required = false) @Nullable String orderNo, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be from 1 to 10000, but is " + limit);
        }
        return calls.log(orderNo, limit);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Count from 0 again")
    void reset() {
        calls.reset();
    }
}
