package dev.trueup.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of every answer under {@code /order}.
 *
 * @param code {@code 0000} for success, else one of {@link Code}
 * @param msg for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(
        @Schema(example = "0000") String code,
        @Schema(example = "sucess") String msg,
        @Nullable T data) {

    /** Success; the spelling of its message is part of the contract. */
    public static <T> Envelope<T> success(T data) {
        return new Envelope<>("0000", "sucess", data);
    }

    /** Anything else. */
    public static <T> Envelope<T> of(Code code, String msg, @Nullable T data) {
        return new Envelope<>(code.number, msg, data);
    }

    /** The codes besides success, each with the HTTP status it goes with. */
    public enum Code {
        /** 404: the outcome is not known yet; ask again. */
        UNDECIDED("1001", 404),
        /** 400: the request cannot be understood or its fields are out of range. */
        INVALID("1002", 400),
        /** 409: the Idempotency-Key was used with another request. */
        KEY_REUSED("1003", 409),
        /** 404: there is no such order. */
        UNKNOWN_ORDER("1004", 404),
        /** 413: the body is larger than 64 KiB. */
        TOO_LARGE("1005", 413),
        /** 422: the channel will never take this order. */
        REFUSED_BY_CHANNEL("1006", 422),
        /** 405: the path does not take this method. */
        WRONG_METHOD("1007", 405),
        /** 415: the body is not JSON. */
        WRONG_MEDIA_TYPE("1008", 415),
        /** 503: a neighbour is away; try again, with the same Idempotency-Key. */
        UNAVAILABLE("1009", 503),
        /** 500: a fault of ours. */
        FAULT("1010", 500),
        /** 404: there is no such path. */
        NO_SUCH_PATH("1011", 404),
        /** 406: the answer is JSON, and the request accepts none. */
        NOT_ACCEPTABLE("1012", 406),
        /** 409: the order stands otherwise than the request needs it. */
        CONFLICT("1013", 409),
        /** 408: the body did not come, or not in time. */
        TOO_SLOW("1014", 408);

        private final String number;
        private final int status;

        Code(String number, int status) {
            this.number = number;
            this.status = status;
        }

        String number() {
            return number;
        }

        public int status() {
            return status;
        }
    }
}
