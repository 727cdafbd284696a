package org.vidimus.server.notices;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outbox. What is posted is a row and a job of the transaction that posts it: it leaves if that commits, and not otherwise. A
 * message may arrive twice, when the house falls between sending and writing down that it has; never is one lost quietly.
 */
@Component
public class Notices {
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final ZoneId HERE = ZoneId.systemDefault();

    private final NoticeTable table;
    private final SchedulerClient jobs;
    private final NoticeSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    Notices(NoticeTable table, SchedulerClient jobs, NoticeSettings settings, JsonMapper json, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    public boolean hasMail() {
        return settings.hasMail();
    }

    /** Channels that may be told something now, each held for this transaction; another host sees the others. */
    public List<Channel> due(Instant now) {
        return table.due(now);
    }

    /** Posts to the channel, which is told again at the end of its pause at the earliest. Joins the transaction. */
    public UUID post(Channel channel, Message message) {
        Instant now = now();
        UUID id = send(channel, message, now);
        table.pause(channel.id(), nextAt(channel.rhythm(), now));
        return id;
    }

    /** Nothing to tell: a daily channel is asked again the next morning. */
    public void nothingFor(Channel channel) {
        if (channel.rhythm() == Channel.Rhythm.DAILY) {
            table.pause(channel.id(), nextAt(channel.rhythm(), now()));
        }
    }

    /** Mail to a person about themselves. Nothing happens where the house has no mail, or the person no address. */
    public void post(UUID person, Message message) {
        if (!settings.hasMail() || table.mailOf(person).isEmpty()) {
            return;
        }
        UUID id = UUID.randomUUID();
        Instant now = now();
        table.add(id, null, person, message, message.text(), now);
        schedule(id, now);
    }

    UUID send(Channel channel, Message message, Instant now) {
        UUID id = UUID.randomUUID();
        String body = channel.kind() == Channel.Kind.MAIL ? message.text() : json(id, message, now);
        table.add(id, channel.id(), null, message, body, now);
        schedule(id, now);
        return id;
    }

    private void schedule(UUID id, Instant now) {
        jobs.scheduleIfNotExists(Delivering.job(id), now);
    }

    private String json(UUID id, Message message, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("format", "vidimus.notice/v1");
        body.put("id", id);
        body.put("at", now);
        body.put("topic", message.topic());
        body.put("subject", message.subject());
        body.put("items", message.items());
        return json.writeValueAsString(body);
    }

    static Instant nextAt(Channel.Rhythm rhythm, Instant now) {
        return switch (rhythm) {
            case AT_ONCE -> now.plus(PAUSE);
            case DAILY -> {
                ZonedDateTime here = now.atZone(HERE);
                ZonedDateTime morning = here.with(MORNING);
                yield (morning.isAfter(here) ? morning : morning.plusDays(1)).toInstant();
            }
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
