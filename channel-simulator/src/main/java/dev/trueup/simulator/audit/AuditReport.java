package dev.trueup.simulator.audit;

import java.util.List;
import java.util.Map;

/**
 * What the audit found. The figures from {@code lost} on must be 0.
 *
 * @param payments payments in the ledger
 * @param paid orders of these that are PAID
 * @param failed orders of these that are FAILED
 * @param closed orders of these that are CLOSED
 * @param refunded orders of these that are REFUNDED
 * @param attention orders of these that a person should look at
 * @param pending orders of these that are undecided
 * @param lost charged at the channel, and neither paid nor refunded nor in attention
 * @param twice orders with more than one distinct {@code paid} event
 * @param falsePaid paid here, not charged there
 * @param wrongAmount paid here with another amount or currency than charged there
 * @param refundedTwice more given back than was charged, or the same refund twice
 * @param eventMismatch folding the order's events does not give the order, or an event is missing or out of order
 * @param examples order numbers behind the figures that must be 0, at most 100 each
 */
public record AuditReport(
        long payments,
        long paid,
        long failed,
        long closed,
        long refunded,
        long attention,
        long pending,
        long lost,
        long twice,
        long falsePaid,
        long wrongAmount,
        long refundedTwice,
        long eventMismatch,
        Map<String, List<String>> examples) {}
