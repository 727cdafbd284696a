package org.vidimus.server.notices;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Channels, and how their messages fared. */
@RestController
@RequestMapping("/api/notices")
@Tag(name = "notices")
class NoticeController {
    private static final int LONGEST = 100;

    private final Channels channels;
    private final NoticeSettings settings;

    NoticeController(Channels channels, NoticeSettings settings) {
        this.channels = channels;
        this.settings = settings;
    }

    record MailServer(String host, String from) {}

    record ChannelItem(
            UUID id,
            Channel.Kind kind,
            String address,
            String name,
            Channel.Rhythm rhythm,
            Channel.Language language) {}

    /** @param channel by its name; empty for one that went to a person about themselves, or whose channel was removed */
    record DeliveryItem(
            UUID id,
            Optional<UUID> channel,
            boolean toPerson,
            String topic,
            String subject,
            Instant madeAt,
            int tries,
            Optional<Instant> nextAt,
            Optional<Instant> sentAt,
            Optional<Instant> givenUpAt,
            Optional<String> problem) {}

    /** @param mail where this house has a mail server */
    record Overview(Optional<MailServer> mail, List<ChannelItem> channels, List<DeliveryItem> deliveries) {}

    @GetMapping
    @Does(Action.NOTICE_LIST)
    Overview showNotices(Caller caller) {
        Channels.All all = channels.all(caller);
        return new Overview(
                Optional.ofNullable(settings.mail().host())
                        .map(host -> new MailServer(
                                host, Objects.requireNonNullElse(settings.mail().from(), ""))),
                all.channels().stream().map(NoticeController::item).toList(),
                all.deliveries().stream().map(NoticeController::item).toList());
    }

    record ChannelWish(
            @Nullable String kind,
            @Nullable String address,
            @Nullable String name,
            @Nullable String rhythm,
            @Nullable String language) {}

    /** @param secret of a webhook, seen once */
    record ChannelMade(ChannelItem channel, Optional<String> secret) {}

    @PostMapping("/channels")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.NOTICE_CHANGE)
    ChannelMade addChannel(Caller caller, @RequestBody ChannelWish wish) {
        String name = wish.name() == null ? "" : wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new NoticesProblem.ChannelUnfit("name", "1 to " + LONGEST + " characters").refused();
        }
        Channels.Made made = channels.add(
                caller,
                new Channels.Wish(
                        one("kind", wish.kind(), Channel.Kind::valueOf),
                        wish.address() == null ? "" : wish.address().strip(),
                        name,
                        one("rhythm", wish.rhythm(), Channel.Rhythm::valueOf),
                        one("language", wish.language(), Channel.Language::valueOf)));
        return new ChannelMade(item(made.channel()), Optional.of(made.secret()).filter(secret -> !secret.isEmpty()));
    }

    @DeleteMapping("/channels/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.NOTICE_CHANGE)
    void removeChannel(Caller caller, @PathVariable UUID id) {
        channels.remove(caller, id);
    }

    record Posted(UUID delivery) {}

    @PostMapping("/channels/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Does(Action.ALERT_SEND)
    Posted testChannel(Caller caller, @PathVariable UUID id) {
        return new Posted(channels.test(caller, id));
    }

    private static ChannelItem item(Channel channel) {
        return new ChannelItem(
                channel.id(), channel.kind(), channel.address(), channel.name(), channel.rhythm(), channel.language());
    }

    private static DeliveryItem item(NoticeTable.Delivery delivery) {
        return new DeliveryItem(
                delivery.id(),
                Optional.ofNullable(delivery.channel()),
                delivery.person() != null,
                delivery.topic(),
                delivery.subject(),
                delivery.madeAt(),
                delivery.tries(),
                Optional.ofNullable(delivery.nextAt()),
                Optional.ofNullable(delivery.sentAt()),
                Optional.ofNullable(delivery.givenUpAt()),
                Optional.ofNullable(delivery.problem()));
    }

    private static <T> T one(String field, @Nullable String given, Function<String, T> read) {
        try {
            return read.apply(String.valueOf(given).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NoticesProblem.ChannelUnfit(field, "one of those that the description of the API names")
                    .refused();
        }
    }
}
