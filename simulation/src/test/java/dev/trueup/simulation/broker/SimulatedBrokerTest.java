package dev.trueup.simulation.broker;

import dev.trueup.simulation.network.Network;
import java.util.List;

/** The simulated broker keeps the contract that Kafka keeps. */
class SimulatedBrokerTest extends BrokerContract {
    private static final String TOPIC = "topic";

    @Override
    Log log() {
        Broker broker = new Broker(Network.NONE, 2, record -> {});
        return new Log() {
            @Override
            public void send(String key, String value) {
                broker.send(TOPIC, key, value);
            }

            @Override
            public Reader join(boolean quick) {
                return new SimulatedReader(broker.group("group", TOPIC, () -> {}));
            }
        };
    }

    private static final class SimulatedReader implements Reader {
        private final Broker.Group group;
        private final Broker.Member member;

        private SimulatedReader(Broker.Group group) {
            this.group = group;
            this.member = group.join();
        }

        @Override
        public List<Read> poll(int most) {
            return member.poll(most).stream()
                    .map(record -> new Read(
                            record.partition(),
                            record.offset(),
                            record.key(),
                            record.value().toString()))
                    .toList();
        }

        /** As the listener's container does it: with one polled batch, which is of one partition. */
        @Override
        public void seekBack(List<Read> records) {
            member.seekBack(batch(records));
        }

        @Override
        public boolean commit(List<Read> records) {
            boolean all = true;
            for (int partition = 0; partition < 2; partition++) {
                int of = partition;
                List<Read> some = records.stream()
                        .filter(record -> record.partition() == of)
                        .toList();
                all &= some.isEmpty() || member.commit(batch(some));
            }
            return all;
        }

        private static List<Broker.Message> batch(List<Read> records) {
            return records.stream()
                    .map(read -> new Broker.Message(TOPIC, read.partition(), read.offset(), read.key(), read.value()))
                    .toList();
        }

        @Override
        public void leave() {
            group.leave(member);
        }
    }
}
