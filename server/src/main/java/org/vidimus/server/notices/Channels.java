package org.vidimus.server.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.notices.Channel.Kind;

/** Where this house sends to: seen, set up, tried and removed by those entitled. */
@Component
class Channels {
    private final Gate gate;
    private final NoticeTable table;
    private final Notices notices;
    private final SigningKey key;
    private final Clock clock;

    Channels(Gate gate, NoticeTable table, Notices notices, SigningKey key, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.notices = notices;
        this.key = key;
        this.clock = clock;
    }

    record All(List<Channel> channels, List<NoticeTable.Delivery> deliveries) {}

    All all(Caller caller) {
        return gate.view(Passage.of(caller, Action.NOTICE_LIST), _ -> new All(table.channels(), table.latest()));
    }

    record Wish(Kind kind, String address, String name, Channel.Rhythm rhythm, Channel.Language language) {}

    /** @param secret what the receiver of a webhook checks with, seen once; empty for mail */
    record Made(Channel channel, String secret) {}

    Made add(Caller caller, Wish wish) {
        boolean fit = wish.kind() == Kind.MAIL ? Addresses.isMail(wish.address()) : Addresses.isWebhook(wish.address());
        return gate.change(
                Passage.of(caller, Action.NOTICE_CHANGE)
                        .with("kind", wish.kind().name()),
                outcome -> {
                    if (!fit) {
                        throw new NoticesProblem.AddressUnfit(wish.kind().name()).refused();
                    }
                    if (wish.kind() == Kind.MAIL && !notices.hasMail()) {
                        throw new NoticesProblem.MailNotSetUp().refused();
                    }
                    Instant now = now();
                    Instant next = wish.rhythm() == Channel.Rhythm.AT_ONCE ? now : Notices.nextAt(wish.rhythm(), now);
                    Channel channel = new Channel(
                            UUID.randomUUID(),
                            wish.kind(),
                            wish.address(),
                            wish.name(),
                            wish.rhythm(),
                            wish.language(),
                            now,
                            next);
                    table.add(channel, caller.person());
                    outcome.note("channel", channel.id().toString()).note("done", "added");
                    return new Made(channel, wish.kind() == Kind.WEBHOOK ? key.secretOf(channel.id()) : "");
                });
    }

    void remove(Caller caller, UUID id) {
        gate.change(Passage.of(caller, Action.NOTICE_CHANGE).with("channel", id.toString()), outcome -> {
            if (table.channel(id).isEmpty()) {
                throw new CustodyProblem.NotFound().refused();
            }
            table.remove(id, now());
            return outcome.note("done", "removed");
        });
    }

    /** Sends a message that says nothing, to see whether it arrives. */
    UUID test(Caller caller, UUID id) {
        return gate.change(Passage.of(caller, Action.ALERT_SEND).with("channel", id.toString()), outcome -> {
            Channel channel = table.channel(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            UUID delivery = notices.send(channel, trial(channel.language()), now());
            outcome.note("delivery", delivery.toString()).note("topic", "test");
            return delivery;
        });
    }

    private static Message trial(Channel.Language language) {
        return switch (language) {
            case EN ->
                new Message(
                        "test",
                        "Vidimus: a test",
                        "This is a test. Alerts of the fleet will arrive here.\n",
                        List.of(Map.of("kind", "TEST")));
            case DE ->
                new Message(
                        "test",
                        "Vidimus: Probe",
                        "Das ist eine Probe. Meldungen über Kameras und Docks kommen künftig hier an.\n",
                        List.of(Map.of("kind", "TEST")));
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
