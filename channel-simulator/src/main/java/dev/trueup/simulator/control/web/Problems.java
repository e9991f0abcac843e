package dev.trueup.simulator.control.web;

import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.web.UnreadableBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors of the control API as RFC 9457 problem details. */
@RestControllerAdvice({"dev.trueup.simulator.control", "dev.trueup.simulator.audit"})
class Problems extends ResponseEntityExceptionHandler {
    static ProblemDetail detail(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    static ErrorResponseException unknownPayment(String orderNo) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND, detail(HttpStatus.NOT_FOUND, "no payment has the number " + orderNo), null);
    }

    static SimulatedChannel known(Channels channels, String id) {
        return channels.find(id)
                .orElseThrow(() -> new ErrorResponseException(
                        HttpStatus.NOT_FOUND,
                        detail(HttpStatus.NOT_FOUND, "channel " + id + " is not set up; there are " + channels.ids()),
                        null));
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail outOfRange(IllegalArgumentException wrong) {
        return detail(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ResponseEntity.badRequest().body(detail(HttpStatus.BAD_REQUEST, UnreadableBody.complaint(unreadable)));
    }
}
