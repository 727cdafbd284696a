package org.vidimus.server.fleet.handout;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** The kiosks, as whoever keeps the fleet sees them: made by a code, ended at once. */
@RestController
@RequestMapping("/api/kiosks")
@Tag(name = "kiosk")
class KiosksController {
    private static final int NAME_LONGEST = 100;

    private final Gate gate;
    private final Kiosks kiosks;
    private final Names names;
    private final JdbcClient sql;
    private final Clock clock;

    KiosksController(Gate gate, Kiosks kiosks, Names names, JdbcClient sql, Clock clock) {
        this.gate = gate;
        this.kiosks = kiosks;
        this.names = names;
        this.sql = sql;
        this.clock = clock;
    }

    record SiteItem(UUID id, String name) {}

    record KioskItem(
            UUID id,
            String name,
            Optional<SiteItem> site,
            Instant madeAt,
            Optional<Instant> pairedAt,
            Optional<Instant> seenAt,
            Optional<Instant> revokedAt) {}

    /** @param sites to choose from */
    record KioskItems(List<KioskItem> items, List<SiteItem> sites) {}

    @Does(Action.KIOSK_LIST)
    @GetMapping
    KioskItems listKiosks(Caller caller) {
        return gate.view(Passage.of(caller, Action.KIOSK_LIST), _ -> {
            List<SiteItem> sites = sites();
            Map<UUID, SiteItem> byId = new java.util.HashMap<>();
            sites.forEach(site -> byId.put(site.id(), site));
            return new KioskItems(
                    kiosks.all().stream()
                            .map(kiosk -> new KioskItem(
                                    kiosk.id(),
                                    kiosk.name(),
                                    kiosk.site().map(byId::get),
                                    kiosk.madeAt(),
                                    kiosk.pairedAt(),
                                    kiosk.seenAt(),
                                    kiosk.revokedAt()))
                            .toList(),
                    sites);
        });
    }

    private List<SiteItem> sites() {
        return sql.sql("select id, name from site order by name")
                .query((row, _) -> new SiteItem(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    record KioskWish(
            @Nullable String name,
            @Nullable UUID unit,
            @Nullable UUID site) {}

    /** @param code to be typed at the device, this once and never again */
    record KioskCode(UUID id, String name, String code, Instant expiresAt) {}

    @Does(Action.KIOSK_PAIR)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KioskCode createKiosk(Caller caller, @RequestBody KioskWish wish) {
        String name = wish.name() == null ? "" : wish.name().strip();
        if (name.isEmpty() || name.length() > NAME_LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new HandOutProblem.Unfit("name", "want 1 to " + NAME_LONGEST + " characters").refused();
        }
        return gate.change(Passage.of(caller, Action.KIOSK_PAIR).with("name", name), outcome -> {
            Optional<UnitId> unit = Optional.ofNullable(wish.unit()).map(UnitId::new);
            if (unit.filter(there -> names.units(List.of(there)).isEmpty()).isPresent()) {
                throw new HandOutProblem.Unfit("unit", "want a unit of this house").refused();
            }
            Optional<UUID> site = Optional.ofNullable(wish.site());
            if (site.filter(there ->
                            sites().stream().noneMatch(known -> known.id().equals(there)))
                    .isPresent()) {
                throw new HandOutProblem.Unfit("site", "want a site of this house").refused();
            }
            UUID id = kiosks.add(name, unit, site, caller.person());
            outcome.note("kiosk", id.toString());
            return new KioskCode(id, name, kiosks.code(id), clock.instant().plus(Kiosks.CODE_LIFE));
        });
    }

    /** A new code for it, by which another device takes its place. */
    @Does(Action.KIOSK_PAIR)
    @PostMapping("/{id}/code")
    KioskCode renewKioskCode(Caller caller, @PathVariable UUID id) {
        return gate.change(Passage.of(caller, Action.KIOSK_PAIR).with("kiosk", id.toString()), _ -> {
            Kiosk kiosk = kiosks.find(id)
                    .filter(known -> known.revokedAt().isEmpty())
                    .orElseThrow(() -> new CustodyProblem.NotFound().refused());
            return new KioskCode(
                    id, kiosk.name(), kiosks.code(id), clock.instant().plus(Kiosks.CODE_LIFE));
        });
    }

    @Does(Action.KIOSK_REVOKE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeKiosk(Caller caller, @PathVariable UUID id) {
        gate.change(Passage.of(caller, Action.KIOSK_REVOKE).with("kiosk", id.toString()), outcome -> {
            if (!kiosks.revoke(id)) {
                throw new CustodyProblem.NotFound().refused();
            }
            // Commit point: its next request is refused.
            return outcome;
        });
    }
}
