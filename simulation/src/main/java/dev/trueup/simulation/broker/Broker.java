package dev.trueup.simulation.broker;

import dev.trueup.simulation.network.Network;
import dev.trueup.simulation.network.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kafka as its clients see it: partitions by key, offsets, groups whose committed offsets are not their members'
 * positions. Readers see what all in-sync replicas have, so a record is there or not; whether it will be is what a
 * producer may not learn.
 */
public final class Broker {
    private final Network network;
    private final int partitions;
    private final Map<String, Topic> topics = new TreeMap<>();
    private final Map<String, Group> groups = new TreeMap<>();
    private final Watcher watcher;

    /** A record as it was sent. */
    public record Message(String topic, int partition, long offset, String key, Object value) {}

    /** Who learns of every record. */
    public interface Watcher {
        void appended(Message record);
    }

    /** A topic's partitions, and who wants to know of new records in them. */
    private static final class Topic {
        private final List<List<Message>> logs = new ArrayList<>();
        private final List<Runnable> readers = new ArrayList<>();

        private void wake() {
            readers.forEach(Runnable::run);
        }
    }

    public Broker(Network network, int partitions, Watcher watcher) {
        this.network = network;
        this.partitions = partitions;
        this.watcher = watcher;
    }

    /** Sends a record and waits until it is durable; whether one that throws gets there is unknown. */
    public void send(String topic, String key, Object value) {
        network.travel();
        switch (network.fate()) {
            case ANSWERED -> append(topic, key, value);
            case LOST -> fail();
            case LATE -> {
                network.late(() -> append(topic, key, value));
                fail();
            }
            case UNANSWERED -> {
                append(topic, key, value);
                fail();
            }
        }
        network.travelBack();
    }

    private void fail() {
        network.timeOut();
        throw new UnreachableException("broker: a record was not acknowledged");
    }

    private void append(String name, String key, Object value) {
        int partition = Math.floorMod(key.hashCode(), partitions);
        Topic topic = topic(name);
        List<Message> log = topic.logs.get(partition);
        Message record = new Message(name, partition, log.size(), key, value);
        log.add(record);
        watcher.appended(record);
        topic.wake();
    }

    private Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            topic = new Topic();
            for (int i = 0; i < partitions; i++) {
                topic.logs.add(new ArrayList<>());
            }
            topics.put(name, topic);
        }
        return topic;
    }

    /**
     * The group that reads {@code topic} under this name.
     *
     * @param wake called when one of its consumers may find something that it did not find before
     */
    public Group group(String name, String topic, Runnable wake) {
        Group group = groups.get(name + " of " + topic);
        if (group == null) {
            group = new Group(topic(topic), wake);
            groups.put(name + " of " + topic, group);
        }
        return group;
    }

    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** Consumers that share a topic's partitions. */
    public final class Group {
        private final Topic topic;
        private final Runnable wake;
        private final long[] committed = new long[partitions];
        private final List<Member> members = new ArrayList<>();
        private int generation;

        private Group(Topic topic, Runnable wake) {
            this.topic = topic;
            this.wake = wake;
            topic.readers.add(wake);
        }

        public Member join() {
            Member member = new Member(this);
            members.add(member);
            rebalance();
            return member;
        }

        public void leave(Member member) {
            if (members.remove(member)) {
                rebalance();
            }
        }

        /** Deals the partitions anew; each goes on from its committed offset. */
        public void rebalance() {
            generation++;
            wake.run();
        }

        private boolean owns(Member member, int partition) {
            return !members.isEmpty() && members.get((partition + generation) % members.size()) == member;
        }
    }

    /** One consumer; whoever falls out of its group goes on with what it had, and only its commits are refused. */
    public final class Member {
        private final Group group;
        private final long[] position = new long[partitions];
        private int generation = -1;
        private int next;

        private Member(Group group) {
            this.group = group;
        }

        /** Records after the position, of one partition, at most so many; none if there are none just now. */
        public List<Message> poll(int most) {
            if (generation != group.generation) {
                generation = group.generation;
                System.arraycopy(group.committed, 0, position, 0, partitions);
            }
            for (int i = 0; i < partitions; i++) {
                int partition = (next + i) % partitions;
                List<Message> log = group.topic.logs.get(partition);
                if (position[partition] < log.size() && group.owns(this, partition)) {
                    next = partition + 1;
                    int from = (int) position[partition];
                    List<Message> batch = List.copyOf(log.subList(from, Math.min(log.size(), from + most)));
                    position[partition] += batch.size();
                    return batch;
                }
            }
            return List.of();
        }

        /** The batch is polled again. */
        public void seekBack(List<Message> batch) {
            position[batch.getFirst().partition()] = batch.getFirst().offset();
        }

        /** Remembers for the whole group that the batch is done; refused after a rebalance. */
        public boolean commit(List<Message> batch) {
            if (generation != group.generation) {
                return false;
            }
            Message last = batch.getLast();
            group.committed[last.partition()] = last.offset() + 1;
            return true;
        }
    }
}
