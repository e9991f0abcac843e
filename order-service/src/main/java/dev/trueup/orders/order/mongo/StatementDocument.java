package dev.trueup.orders.order.mongo;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Statements.Kept;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One thing that a channel said about one order number.
 *
 * @param id order number, channel and digest
 * @param unmatched true while there is no such order; absent otherwise
 */
@Document("statements")
record StatementDocument(
        @Id String id,
        String orderNo,
        String channel,
        String digest,
        ChannelStatement statement,
        Set<Heard.Source> sources,
        long count,
        Instant firstAt,
        Instant lastAt,
        @Nullable Boolean unmatched) {

    static String id(ChannelStatement statement, String digest) {
        return statement.orderNo() + ":" + statement.channel() + ":" + digest;
    }

    Kept kept() {
        return new Kept(id, statement, digest, Set.copyOf(sources), count, firstAt, lastAt);
    }
}
