package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every store of pending orders must do about the outcomes of query-backs. */
public abstract class OutcomesContract extends PendingOrdersContract {
    private static final Instant HEARD = NOW.plusSeconds(1);
    private static final Instant AGAIN = NOW.plusSeconds(3);
    private static final Instant NEXT = NOW.plusSeconds(60);

    @ParameterizedTest
    @EnumSource(names = {"DECIDED", "SETTLED"})
    void whatIsDecidedIsNotAskedAboutAnyMore(Outcome outcome) {
        askedAbout("dcs1", 1);

        hear("dcs1", 1, outcome);

        PendingOrder order = order("dcs1");
        assertThat(order.settled()).isTrue();
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.lastOutcome()).isEqualTo(outcome);
        assertThat(orders().claimDue(claim("later", NEXT.plusSeconds(9999)), upTo(10)))
                .isEmpty();
    }

    @Test
    void aHigherUndecidedVersionBringsBackWhatAnOutcomeSettledAndGoesOnCounting() {
        askedAbout("dcs1", 1);
        hear("dcs1", 1, Outcome.SETTLED);

        merge(undecided("dcs1", 1, NEXT));
        assertThat(order("dcs1").settled()).isTrue();
        merge(undecided("dcs1", 2, NEXT));

        assertThat(order("dcs1").settled()).isFalse();
        assertThat(order("dcs1").attempts()).isEqualTo(1);
        assertThat(order("dcs1").dueAt()).isEqualTo(NEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"STILL_PENDING", "NOT_KNOWN", "FAILED"})
    void otherAnswersAreRememberedAndTheScheduleGoesOn(Outcome outcome) {
        askedAbout("dcs1", 1);

        hear("dcs1", 1, outcome);

        PendingOrder order = order("dcs1");
        assertThat(order.lastOutcome()).isEqualTo(outcome);
        assertThat(order.lastOutcomeAt()).isEqualTo(HEARD);
        assertThat(order.dueAt()).isEqualTo(NEXT);
        assertThat(order.attempts()).isEqualTo(1);
    }

    @Test
    void whatWasThrottledIsDueAgainSoonAndDoesNotCount() {
        askedAbout("dcs1", 1);

        hear("dcs1", 1, Outcome.THROTTLED);

        PendingOrder order = order("dcs1");
        assertThat(order.dueAt()).isEqualTo(AGAIN);
        assertThat(order.attempts()).isEqualTo(1);
        assertThat(order.position()).isZero();
        assertThat(orders().claimDue(claim("again", AGAIN), upTo(10))).hasSize(1);
    }

    @Test
    void aThrottledAnswerThatIsFasterThanTheRecordOfItsEmissionStandsForIt() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW);
        orders().claimDue(claim, upTo(10));

        hear("dcs1", 1, Outcome.THROTTLED);
        assertThat(orders().emitted(List.of(emission("dcs1", 1, NEXT)), claim)).isZero();

        assertThat(order("dcs1").dueAt()).isEqualTo(AGAIN);
        assertThat(order("dcs1").attempts()).isEqualTo(1);
        assertThat(order("dcs1").position()).isZero();
    }

    @Test
    void otherFastAnswersLeaveTheRecordToBeMade() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW);
        orders().claimDue(claim, upTo(10));

        hear("dcs1", 1, Outcome.STILL_PENDING);
        assertThat(orders().emitted(List.of(emission("dcs1", 1, NEXT)), claim)).isEqualTo(1);

        assertThat(order("dcs1").attempts()).isEqualTo(1);
        assertThat(order("dcs1").lastOutcome()).isEqualTo(Outcome.STILL_PENDING);
    }

    @Test
    void aRepeatedThrottledAnswerMovesNothingAgain() {
        askedAbout("dcs1", 1);
        hear("dcs1", 1, Outcome.THROTTLED);

        orders().heard(List.of(heard("dcs1", 1, Outcome.THROTTLED, AGAIN.plusSeconds(60))));

        assertThat(order("dcs1").dueAt()).isEqualTo(AGAIN);
        assertThat(order("dcs1").throttled()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DECIDED", "SETTLED"})
    void answersToEarlierAttemptsMoveNothingBack(Outcome outcome) {
        askedAbout("dcs1", 1);
        Claim claim = claim("second", NEXT);
        orders().claimDue(claim, upTo(10));
        orders().emitted(List.of(emission("dcs1", 2, NEXT.plusSeconds(60))), claim);
        hear("dcs1", 2, Outcome.FAILED);
        PendingOrder before = order("dcs1");

        hear("dcs1", 1, outcome);

        assertThat(order("dcs1")).isEqualTo(before);
    }

    @Test
    void aThrottledAnswerDoesNotTakeAnOrderFromTheClaimOfALaterAttempt() {
        askedAbout("dcs1", 1);
        Claim claim = claim("second", NEXT);
        orders().claimDue(claim, upTo(10));

        hear("dcs1", 1, Outcome.THROTTLED);

        assertThat(orders().emitted(List.of(emission("dcs1", 2, NEXT.plusSeconds(60))), claim))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerAboutAnUnknownOrderChangesNothing(Outcome outcome) {
        hear("dcs9", 1, outcome);

        assertThat(orders().find("dcs9")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerAboutASettledOrderChangesNothing(Outcome outcome) {
        merge(tombstone("dcs1", 3));

        hear("dcs1", 1, outcome);

        assertThat(order("dcs1")).isEqualTo(tombstone("dcs1", 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"DECIDED", "SETTLED"})
    void anEventsOwnQuestionCanSettleToo(Outcome outcome) {
        askedAbout("dcs1", 1);

        hear("dcs1", 0, outcome);

        assertThat(order("dcs1").settled()).isTrue();
    }

    @Test
    void severalAnswersAboutOneOrderTakeEffectInOrder() {
        askedAbout("dcs1", 1);

        orders().heard(List.of(
                heard("dcs1", 1, Outcome.THROTTLED, AGAIN),
                heard("dcs1", 1, Outcome.FAILED, AGAIN),
                heard("dcs2", 1, Outcome.DECIDED, AGAIN)));

        assertThat(order("dcs1").dueAt()).isEqualTo(AGAIN);
        assertThat(order("dcs1").lastOutcome()).isEqualTo(Outcome.FAILED);
    }

    /** Its first query-back is out, and the next is due at {@link #NEXT}. */
    private void askedAbout(String orderNo, long version) {
        merge(undecided(orderNo, version, NOW));
        Claim claim = claim("first", NOW);
        orders().claimDue(claim, upTo(10));
        orders().emitted(List.of(emission(orderNo, 1, NEXT)), claim);
    }

    private void hear(String orderNo, int attempt, Outcome outcome) {
        orders().heard(List.of(heard(orderNo, attempt, outcome, AGAIN)));
    }

    private static HeardOutcome heard(String orderNo, int attempt, Outcome outcome, Instant againAt) {
        return new HeardOutcome(new QueryOutcome(orderNo, "sandbox", attempt, outcome), HEARD, againAt);
    }

    private PendingOrder order(String orderNo) {
        return orders().find(orderNo).orElseThrow();
    }
}
