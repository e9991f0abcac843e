package dev.trueup.orders.web;

import dev.trueup.foundation.web.JsonPlace;
import dev.trueup.orders.web.Envelope.Code;
import dev.trueup.orders.web.InvalidRequestException.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Every error in the form of its path: the envelope under {@code /order/}, problem details (RFC 9457) elsewhere. What
 * went wrong inside stays inside: the log has it.
 */
@RestControllerAdvice
class ErrorAnswers {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    ResponseEntity<Object> onInvalid(InvalidRequestException e, HttpServletRequest request) {
        return answer(request, Code.INVALID, String.valueOf(e.getMessage()), e.errors());
    }

    @ExceptionHandler
    ResponseEntity<Object> onUnreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(
                request, Code.INVALID, "the body is not JSON, or names a field twice" + JsonPlace.of(e), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Object> onStoreAway(DataAccessException e, HttpServletRequest request) {
        log.warn("store is away: {}", e.getMessage());
        return answer(request, Code.UNAVAILABLE, "try again later, with the same Idempotency-Key", List.of());
    }

    /** What Spring itself refuses, and all that nobody expected. */
    @ExceptionHandler
    ResponseEntity<Object> onOther(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse refusal) {
            HttpStatusCode status = refusal.getStatusCode();
            String detail = refusal.getBody().getDetail();
            return answer(request, code(status), detail == null ? "refused" : detail, List.of());
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(request, Code.FAULT, "a fault of ours; it is logged", List.of());
    }

    private static Code code(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> Code.NO_SUCH_PATH;
            case METHOD_NOT_ALLOWED -> Code.WRONG_METHOD;
            case UNSUPPORTED_MEDIA_TYPE -> Code.WRONG_MEDIA_TYPE;
            case NOT_ACCEPTABLE -> Code.NOT_ACCEPTABLE;
            case SERVICE_UNAVAILABLE -> Code.UNAVAILABLE;
            case CONFLICT -> Code.CONFLICT;
            case null, default -> status.is4xxClientError() ? Code.INVALID : Code.FAULT;
        };
    }

    private static ResponseEntity<Object> answer(
            HttpServletRequest request, Code code, String message, List<FieldError> errors) {
        if (request.getRequestURI().startsWith("/order/")) {
            Object data = errors.isEmpty() ? null : Map.of("errors", errors);
            return ResponseEntity.status(code.status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Envelope.of(code, message, data));
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(code.status()), message);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return ResponseEntity.status(code.status())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .body(problem);
    }
}
