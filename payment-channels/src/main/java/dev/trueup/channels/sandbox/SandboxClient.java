package dev.trueup.channels.sandbox;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.http.HttpExchange.Result;
import dev.trueup.channels.json.StrictJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** The merchant's calls to the sandbox channel. */
public final class SandboxClient implements ChannelClient {
    private static final Unanswered ANOTHER_ORDER = new Unanswered("the answer is about another order number");

    private final SandboxCredentials credentials;
    private final URI notifyUrl;
    private final HttpExchange http;

    /**
     * A client of the merchant that {@code credentials} name.
     *
     * @param notifyUrl where the channel is to send its callbacks
     */
    public SandboxClient(SandboxCredentials credentials, URI notifyUrl, HttpExchange http) {
        this.credentials = credentials;
        this.notifyUrl = notifyUrl;
        this.http = http;
    }

    @Override
    public String channel() {
        return ChannelIds.SANDBOX;
    }

    @Override
    public String merchantId() {
        return credentials.merchantId();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        SandboxPayment.Order order = new SandboxPayment.Order(
                credentials.merchantId(),
                request.orderNo(),
                request.reference(),
                request.subject(),
                request.total().amount(),
                request.total().currency(),
                notifyUrl,
                request.expiresAt());
        return switch (post("/payments", order)) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 200 || status == 201 ->
                read(
                        body,
                        SandboxPayment.View.class,
                        view -> new Created(instructions(view), SandboxStatements.one(view), null),
                        nonsense -> nonsense);
            case Result other -> {
                NoAnswer answer = noAnswer(other);
                yield isProblem(answer, SandboxPayment.Problem.NUMBER_TAKEN) ? new NumberTaken() : answer;
            }
        };
    }

    @Override
    public QueryAnswer query(PaymentHandle asked) {
        String orderNo = asked.orderNo();
        return switch (http.send(request(payment(orderNo)).GET().build())) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 200 ->
                read(body, SandboxPayment.View.class, view -> told(orderNo, view), nonsense -> nonsense);
            case Result other -> {
                NoAnswer answer = noAnswer(other);
                yield isProblem(answer, SandboxPayment.Problem.NOT_FOUND)
                        ? new Told(ChannelStatement.notKnown(channel(), merchantId(), orderNo))
                        : answer;
            }
        };
    }

    private static QueryAnswer told(String asked, SandboxPayment.View view) {
        return view.orderNo().equals(asked) ? new Told(SandboxStatements.all(view)) : ANOTHER_ORDER;
    }

    @Override
    public CloseAnswer close(PaymentHandle asked) {
        return switch (post(payment(asked.orderNo()) + "/close", Map.of())) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 200 ->
                read(body, SandboxPayment.View.class, view -> closed(asked.orderNo(), view), nonsense -> nonsense);
            case Result other -> {
                NoAnswer answer = noAnswer(other);
                if (isProblem(answer, SandboxPayment.Problem.ALREADY_PAID)) {
                    yield new AlreadyPaid();
                }
                yield isProblem(answer, SandboxPayment.Problem.NOT_FOUND) ? new NotKnown() : answer;
            }
        };
    }

    /** What the answer says of the payment, since a merchant who takes it for closed no longer waits for money. */
    private static CloseAnswer closed(String asked, SandboxPayment.View view) {
        if (!view.orderNo().equals(asked)) {
            return ANOTHER_ORDER;
        }
        return switch (view.status()) {
            case CLOSED, FAILED -> new Closed();
            case SUCCEEDED -> new AlreadyPaid();
            case PENDING -> new Unanswered("the answer says that it is still to be paid");
        };
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        SandboxPayment.RefundOrder refund = new SandboxPayment.RefundOrder(
                request.refund().refundNo(),
                request.refund().transactionId(),
                request.money().amount(),
                request.money().currency(),
                request.reason());
        return switch (post(payment(request.refund().payment().orderNo()) + "/refunds", refund)) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 200 || status == 202 ->
                read(body, SandboxPayment.Refund.class, told -> accepted(request, told), nonsense -> nonsense);
            case Result other -> {
                NoAnswer answer = noAnswer(other);
                yield isProblem(answer, SandboxPayment.Problem.NOT_FOUND) ? new NotKnown() : answer;
            }
        };
    }

    private static RefundAnswer accepted(RefundRequest request, SandboxPayment.Refund told) {
        return told.refundNo().equals(request.refund().refundNo())
                ? new RefundTold(SandboxStatements.report(told, request.money().currency()))
                : new Unanswered("the answer is about another refund number");
    }

    /** The channel has no call of its own for this: the payment tells of all its refunds. */
    @Override
    public RefundAnswer queryRefund(RefundHandle asked) {
        return switch (query(asked.payment())) {
            case Told(List<ChannelStatement> statements) ->
                statements.stream()
                        .flatMap(statement -> statement.refunds().stream())
                        .filter(report -> report.refundNo().equals(asked.refundNo()))
                        .findFirst()
                        .<RefundAnswer>map(RefundTold::new)
                        .orElseGet(NotKnown::new);
            case NoAnswer answer -> answer;
        };
    }

    private static String payment(String orderNo) {
        // a query string's encoding writes a space as a plus, which a path would keep as one
        return "/payments/" + URLEncoder.encode(orderNo, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Result post(String path, Object body) {
        return http.send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(StrictJson.MAPPER.writeValueAsBytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(credentials.baseUrl() + path))
                .header("Authorization", "Bearer " + credentials.apiKey())
                .header("Accept", "application/json");
    }

    /** Reads a success's body; nonsense in it is no answer, since what the call did is as unknown as after a time-out. */
    private static <V extends Record, A> A read(
            byte[] body, Class<V> type, Function<V, A> answer, Function<Unanswered, A> nonsense) {
        try {
            return answer.apply(StrictJson.read(body, type));
        } catch (JacksonException e) {
            return nonsense.apply(new Unanswered("unreadable answer: " + StrictJson.wrong(e)));
        } catch (IllegalArgumentException e) { // a money or a statement that cannot be, in its record's words
            return nonsense.apply(new Unanswered("unreadable answer: " + e.getMessage()));
        }
    }

    private static Map<String, String> instructions(SandboxPayment.View view) {
        return view.payUrl() == null ? Map.of() : Map.of("payUrl", view.payUrl().toString());
    }

    /** Anything but success. A server error says nothing about what the call did. */
    private static NoAnswer noAnswer(Result result) {
        return switch (result) {
            case Result.Unanswered(String why) -> new Unanswered(why);
            case Result.Answered(int status, HttpHeaders headers, byte[] body) when status == 429 -> new Throttled();
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status >= 400 && status < 500 -> refused(status, body);
            case Result.Answered(int status, HttpHeaders headers, byte[] body) ->
                new Unanswered("HTTP status " + status);
        };
    }

    private static NoAnswer refused(int status, byte[] body) {
        try {
            SandboxPayment.Problem problem = StrictJson.read(body, SandboxPayment.Problem.class);
            boolean definitive = problem.code().equals(SandboxPayment.Problem.INVALID_REQUEST);
            return new Refused(definitive, problem.code(), problem.message());
        } catch (JacksonException e) {
            return new Unanswered("HTTP status " + status + " without the channel's error form");
        }
    }

    private static boolean isProblem(NoAnswer answer, String code) {
        return answer instanceof Refused refused && refused.code().equals(code);
    }
}
