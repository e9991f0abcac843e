package dev.trueup.simulator.control.web;

import dev.trueup.simulator.calls.Holds;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Channels;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/holds")
@Tag(name = "holds", description = "calls that wait until they are let go, to force an interleaving")
class HoldsController {
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Channels channels;
    private final Holds holds;

    HoldsController(Channels channels, Holds holds) {
        this.channels = channels;
        this.holds = holds;
    }

    /**
     * What to hold.
     *
     * @param moment answer if not given
     * @param longest 30 s if not given
     */
    record Wanted(
            @Nullable String channel,
            Call.@Nullable Kind kind,
            @Nullable String orderNo,
            Holds.@Nullable Moment moment,
            @Nullable Duration longest) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Hold the next call that fits",
            description = "One call. kind is create, query, close, refund, queryRefund or other; what is not given fits"
                    + " any. moment `request` holds it before it has any effect, `answer` (if not given) when it has had"
                    + " it. It goes on when released, at the latest after `longest`, wall time, up to PT2M.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                    {"kind": "close", "orderNo": "dcs01k0example", "moment": "answer", "longest": "PT30S"}"""))))
    Holds.Hold place(@RequestBody Wanted wanted) {
        if (wanted.channel() != null) {
            Problems.known(channels, wanted.channel());
        }
        return holds.place(new Holds.Wanted(
                wanted.channel(),
                wanted.kind(),
                wanted.orderNo(),
                Objects.requireNonNullElse(wanted.moment(), Holds.Moment.ANSWER),
                Objects.requireNonNullElse(wanted.longest(), USUAL)));
    }

    @GetMapping
    @Operation(summary = "All holds")
    List<Holds.Hold> all() {
        return holds.all();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One hold", description = "state is waiting, holding or released")
    Holds.Hold one(@PathVariable String id) {
        return known(holds.find(id), id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Let the held call go")
    Holds.Hold release(@PathVariable String id) {
        return known(holds.release(id), id);
    }

    private static Holds.Hold known(Optional<Holds.Hold> hold, String id) {
        return hold.orElseThrow(() -> new ErrorResponseException(
                HttpStatus.NOT_FOUND, Problems.detail(HttpStatus.NOT_FOUND, "no hold has the id " + id), null));
    }
}
