package dev.trueup.channels.sandbox;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
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
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** The merchant's calls to the sandbox channel. */
public final class SandboxClient implements ChannelClient {
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
                        view -> new Created(instructions(view), statement(view), null),
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
        return view.orderNo().equals(asked)
                ? new Told(statements(view))
                : new Unanswered("the answer is about another order number");
    }

    @Override
    public CloseAnswer close(PaymentHandle asked) {
        return switch (post(payment(asked.orderNo()) + "/close", Map.of())) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body) when status == 200 -> new Closed();
            case Result other -> {
                NoAnswer answer = noAnswer(other);
                if (isProblem(answer, SandboxPayment.Problem.ALREADY_PAID)) {
                    yield new AlreadyPaid();
                }
                yield isProblem(answer, SandboxPayment.Problem.NOT_FOUND) ? new NotKnown() : answer;
            }
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
                ? new RefundTold(report(told, request.money().currency()))
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
    private static <V, A> A read(byte[] body, Class<V> type, Function<V, A> answer, Function<Unanswered, A> nonsense) {
        try {
            return answer.apply(StrictJson.MAPPER.readValue(body, type));
        } catch (JacksonException e) {
            return nonsense.apply(new Unanswered("unreadable answer: " + StrictJson.wrong(e)));
        } catch (IllegalArgumentException e) { // a money or a statement that cannot be, in its record's words
            return nonsense.apply(new Unanswered("unreadable answer: " + e.getMessage()));
        }
    }

    private static Map<String, String> instructions(SandboxPayment.View view) {
        return view.payUrl() == null ? Map.of() : Map.of("payUrl", view.payUrl().toString());
    }

    /** One for each charge, with the refunds taken from it; where there is none, one. */
    private static List<ChannelStatement> statements(SandboxPayment.View view) {
        List<SandboxPayment.Charge> charges = Objects.requireNonNullElse(view.charges(), List.of());
        if (view.status() != SandboxPayment.Status.SUCCEEDED || charges.isEmpty()) {
            return List.of(statement(view));
        }
        List<SandboxPayment.Refund> refunds = Objects.requireNonNullElse(view.refunds(), List.of());
        String first = charges.getFirst().transactionId();
        return charges.stream()
                .map(charge -> new ChannelStatement(
                        ChannelIds.SANDBOX,
                        view.merchantId(),
                        view.orderNo(),
                        view.reference(),
                        Said.PAID,
                        charge.transactionId(),
                        new Money(charge.amount(), view.currency()),
                        charge.occurredAt(),
                        refunds.stream()
                                .filter(refund -> Objects.requireNonNullElse(refund.transactionId(), first)
                                        .equals(charge.transactionId()))
                                .map(refund -> report(refund, view.currency()))
                                .toList()))
                .toList();
    }

    private static ChannelStatement statement(SandboxPayment.View view) {
        Said said = switch (view.status()) {
            case PENDING -> Said.UNPAID;
            case SUCCEEDED -> Said.PAID;
            case FAILED -> Said.FAILED;
            case CLOSED -> Said.CLOSED;
        };
        List<SandboxPayment.Refund> refunds = Objects.requireNonNullElse(view.refunds(), List.of());
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                view.merchantId(),
                view.orderNo(),
                view.reference(),
                said,
                view.transactionId(),
                new Money(view.amount(), view.currency()),
                view.occurredAt(),
                refunds.stream().map(refund -> report(refund, view.currency())).toList());
    }

    private static RefundReport report(SandboxPayment.Refund refund, String currency) {
        RefundReport.Progress progress = switch (refund.status()) {
            case PENDING -> RefundReport.Progress.PENDING;
            case SUCCEEDED -> RefundReport.Progress.SUCCEEDED;
            case FAILED -> RefundReport.Progress.FAILED;
        };
        return new RefundReport(refund.refundNo(), new Money(refund.amount(), currency), progress);
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
            SandboxPayment.Problem problem = StrictJson.MAPPER.readValue(body, SandboxPayment.Problem.class);
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
