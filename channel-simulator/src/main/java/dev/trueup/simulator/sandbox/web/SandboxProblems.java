package dev.trueup.simulator.sandbox.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxPayment.Problem;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.web.UnreadableBody;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors in the channel's own form. */
@ConditionalOnChannel(ChannelIds.SANDBOX)
@RestControllerAdvice(assignableTypes = SandboxController.class)
class SandboxProblems {
    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        return ResponseEntity.badRequest()
                .body(new Problem(Problem.INVALID_REQUEST, UnreadableBody.complaint(unreadable)));
    }
}
