package org.vidimus.server.notices;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.notices.NoticeTable.Delivery;

/** Sends what waits in the outbox, each message by a job of its own, ever more slowly until it is given up. */
@Component
class Delivering {
    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    private static final TaskDescriptor<Wanted> TASK = TaskDescriptor.of("notice-send", Wanted.class);
    private static final Caller CALLER = Caller.job("notices");

    private final Gate gate;
    private final NoticeTable table;
    private final Mailer mailer;
    private final Webhooks webhooks;
    private final NoticeSettings settings;
    private final Clock clock;

    Delivering(Gate gate, NoticeTable table, Mailer mailer, Webhooks webhooks, NoticeSettings settings, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.mailer = mailer;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the job carries. */
    record Wanted(UUID delivery) {}

    static TaskInstance<Wanted> job(UUID delivery) {
        return TASK.instance(delivery.toString()).data(new Wanted(delivery)).build();
    }

    Task<Wanted> task() {
        return Tasks.custom(TASK)
                .onFailure((failed, operations) ->
                        operations.reschedule(failed, failed.getTimeDone().plus(Duration.ofMinutes(1))))
                .execute((instance, _) -> run(instance.getData().delivery())
                        .<CompletionHandler<Wanted>>map(
                                next -> (completed, operations) -> operations.reschedule(completed, next))
                        .orElse((completed, operations) -> operations.remove()));
    }

    private record Trying(Delivery delivery, Optional<Channel> channel, Optional<String> mail) {}

    /** @return when to try again; empty when it is over */
    Optional<Instant> run(UUID id) {
        Optional<Trying> trying = begin(id);
        // Commit point: the ledger says that this try was made, and the row counts it. A crash here or while sending
        // leaves a
        // try without an answer; the job runs again, and the message may arrive twice, by the same id.
        if (trying.isEmpty()) {
            return Optional.empty();
        }
        try {
            send(trying.get());
            table.sent(id, now());
            return Optional.empty();
        } catch (NotSent e) {
            int tries = trying.get().delivery().tries() + 1;
            LOG.warn("event=notice-failed delivery={} try={} reason=\"{}\"", id, tries, e.reason());
            if (tries >= settings.tries()) {
                table.givenUp(id, e.reason(), now());
                return Optional.empty();
            }
            Instant next = now().plus(settings.pauseAfter(tries));
            table.failed(id, e.reason(), next);
            return Optional.of(next);
        }
    }

    private Optional<Trying> begin(UUID id) {
        Optional<Delivery> waiting = table.delivery(id).filter(delivery -> !delivery.isOver());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery = waiting.get();
        Optional<Channel> channel = Optional.ofNullable(delivery.channel()).flatMap(table::channel);
        Optional<String> mail = Optional.ofNullable(delivery.person()).flatMap(table::mailOf);
        if (channel.isEmpty() && mail.isEmpty()) {
            // The channel was removed, or the person has no address any more.
            table.givenUp(id, "no-address", now());
            return Optional.empty();
        }
        Passage passage = delivery.person() == null
                ? Passage.of(CALLER, Action.ALERT_SEND)
                : Passage.of(CALLER, Action.ALERT_SEND, Subject.person(delivery.person()));
        return gate.change(
                passage.with("delivery", id.toString())
                        .with("topic", delivery.topic())
                        .with(
                                "channel",
                                channel.map(Channel::id).map(UUID::toString).orElse("person"))
                        .with("try", Integer.toString(delivery.tries() + 1)),
                outcome -> {
                    table.tried(id);
                    return Optional.of(new Trying(delivery, channel, mail));
                });
    }

    private void send(Trying trying) throws NotSent {
        Delivery delivery = trying.delivery();
        if (trying.channel().isPresent()) {
            Channel channel = trying.channel().get();
            if (channel.kind() == Channel.Kind.WEBHOOK) {
                webhooks.send(delivery.id(), channel.id(), channel.address(), delivery.body());
                return;
            }
            mail(delivery, channel.address());
            return;
        }
        mail(delivery, Objects.requireNonNull(trying.mail().orElse(null)));
    }

    private void mail(Delivery delivery, String to) throws NotSent {
        if (!settings.hasMail()) {
            throw new NotSent("mail-not-set-up");
        }
        if (!Addresses.isMail(to)) {
            throw new NotSent("address-unfit");
        }
        mailer.send(delivery.id(), to, delivery.subject(), delivery.body());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
