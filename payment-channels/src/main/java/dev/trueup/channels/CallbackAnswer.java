package dev.trueup.channels;

/**
 * What a channel is answered to its callback.
 *
 * @param status HTTP status code
 * @param contentType of the body; empty where there is none
 * @param body may be empty
 */
public record CallbackAnswer(int status, String contentType, String body) {
    /** An answer without a body. */
    public static CallbackAnswer empty(int status) {
        return new CallbackAnswer(status, "", "");
    }
}
