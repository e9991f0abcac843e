package dev.trueup.simulator.audit.web;

import dev.trueup.simulator.audit.Audit;
import dev.trueup.simulator.audit.AuditImpossibleException;
import dev.trueup.simulator.audit.AuditReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/audit")
@Tag(name = "audit", description = "whether Trueup tells the truth")
class AuditController {
    private final Audit audit;
    private final Semaphore oneAtATime = new Semaphore(1);

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /**
     * What to audit.
     *
     * @param createdAfter what was created before is left out; absent for everything
     */
    record AuditRequest(@Nullable Instant createdAfter) {}

    @PostMapping
    @Operation(
            summary = "Compare the ledger with Trueup's orders and events",
            description = "The figures from `lost` on must be 0. 502 if order-service or Kafka is away.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = @ExampleObject("{\"createdAfter\": \"2026-01-01T00:00:00Z\"}"))))
    AuditReport run(@RequestBody(required = false) @Nullable AuditRequest request) {
        if (!oneAtATime.tryAcquire()) {
            throw problem(HttpStatus.CONFLICT, "another audit is running");
        }
        try {
            return audit.run(request == null ? null : request.createdAfter());
        } catch (AuditImpossibleException e) {
            throw problem(HttpStatus.BAD_GATEWAY, String.valueOf(e.getMessage()));
        } finally {
            oneAtATime.release();
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
