package org.vidimus.server.fleet.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.support.Ticket.Entry;
import org.vidimus.server.fleet.support.Ticket.State;

/** What is done about faults. A camera that is being mended is not in service, and both change together or not at all. */
@Service
class Tickets {
    private static final String IN_SERVICE = "IN_SERVICE";
    private static final String IN_REPAIR = "IN_REPAIR";
    private static final String RETIRED = "RETIRED";
    /** What was dealt with is not brought up again by what led to it. */
    private static final Duration REST = Duration.ofDays(30);

    private final Gate gate;
    private final Scopes scopes;
    private final Permissions permissions;
    private final TicketTable table;
    private final Clock clock;

    Tickets(Gate gate, Scopes scopes, Permissions permissions, TicketTable table, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.permissions = permissions;
        this.table = table;
        this.clock = clock;
    }

    List<Ticket> list(Caller caller, TicketTable.Shown shown, Optional<UUID> camera) {
        return gate.view(
                Passage.of(caller, Action.TICKET_LIST),
                _ -> table.list(scopes.of(caller, Action.TICKET_LIST), shown, camera));
    }

    Ticket show(Caller caller, UUID id) {
        Optional<Ticket> found = table.find(id);
        return gate.view(passage(caller, Action.TICKET_LIST, found), _ -> found.filter(
                        ticket -> ticket.camera().isPresent() || seesAll(caller))
                .orElseThrow(() -> new CustodyProblem.NotFound().refused()));
    }

    /** What is about no camera is nobody's of a unit alone. */
    private boolean seesAll(Caller caller) {
        return permissions.allows(
                caller, Action.TICKET_LIST, new Facts(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    record Wish(
            Optional<UUID> camera, Optional<UUID> dock, Optional<String> slot, String title, Optional<String> text) {}

    Ticket open(Caller caller, Wish wish) {
        Passage passage = wish.camera()
                .map(camera -> Passage.of(caller, Action.TICKET_CHANGE, Subject.camera(camera)))
                .orElseGet(() -> Passage.of(caller, Action.TICKET_CHANGE));
        return gate.change(passage, outcome -> {
            if (wish.camera().isEmpty() && wish.dock().isEmpty()) {
                throw new SupportProblem.SupportUnfit("camera", "a camera, or a dock").refused();
            }
            Instant now = now();
            UUID id = UUID.randomUUID();
            table.add(
                    draft(
                            id,
                            wish.title(),
                            wish.camera(),
                            wish.dock(),
                            wish.slot(),
                            Optional.empty(),
                            now,
                            caller.person()),
                    Optional.empty());
            table.append(id, new Entry(now, caller.person(), Optional.of(State.OPEN), wish.text(), Optional.empty()));
            outcome.note("ticket", id.toString()).note("done", "opened");
            return table.find(id).orElseThrow();
        });
    }

    /** Opens a ticket for what the house itself has seen, unless there is one, or there was one lately. */
    boolean open(Caller job, Pattern pattern) {
        Instant now = now();
        if (table.closed(pattern.key()).filter(at -> at.plus(REST).isAfter(now)).isPresent()) {
            return false;
        }
        UUID id = UUID.randomUUID();
        Passage passage = pattern.camera()
                .map(camera -> Passage.of(job, Action.TICKET_CHANGE, Subject.camera(camera)))
                .orElseGet(() -> Passage.of(job, Action.TICKET_CHANGE));
        return gate.change(passage.with("pattern", pattern.kind().name()), outcome -> {
            boolean opened = table.add(
                    draft(
                            id,
                            pattern.label(),
                            pattern.camera(),
                            pattern.dock(),
                            pattern.slot(),
                            Optional.of(pattern),
                            now,
                            Optional.empty()),
                    Optional.of(pattern.key()));
            if (opened) {
                table.append(
                        id,
                        new Entry(now, Optional.empty(), Optional.of(State.OPEN), Optional.empty(), Optional.empty()));
                outcome.note("ticket", id.toString());
            }
            outcome.note("done", opened ? "opened" : "nothing");
            return opened;
        });
    }

    /** @param state empty to leave it; {@code reference} and {@code spare} likewise */
    record Change(
            Optional<State> state,
            Optional<String> text,
            Optional<String> parts,
            Optional<String> reference,
            Optional<UUID> spare) {}

    Ticket change(Caller caller, UUID id, Change change) {
        Passage passage = passage(caller, Action.TICKET_CHANGE, table.find(id)).with("ticket", id.toString());
        return gate.change(passage, outcome -> {
            Ticket ticket = table.lock(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            if (ticket.closedAt().isPresent()) {
                throw new SupportProblem.TicketClosed(ticket.number()).refused();
            }
            Instant now = now();
            State next = change.state().orElse(ticket.state());
            ticket.camera().ifPresent(camera -> stand(camera.id(), ticket, next, outcome));
            table.append(id, new Entry(now, caller.person(), change.state(), change.text(), change.parts()));
            table.change(
                    id,
                    next,
                    change.reference().or(ticket::supplierReference),
                    change.spare().or(() -> ticket.spare().map(Faults.CameraRef::id)),
                    next.isClosed() ? Optional.of(now) : Optional.empty());
            outcome.note("state", next.name());
            // Commit point, the gate's: the ticket's entry and the camera's standing are durable together. A crash
            // before
            // leaves both as they were.
            return table.find(id).orElseThrow();
        });
    }

    private void stand(UUID camera, Ticket ticket, State next, Outcome outcome) {
        if (next == ticket.state()) {
            return;
        }
        TicketTable.Held held = table.hold(camera);
        if (held.out() && (next.isRepair() || next == State.WRITTEN_OFF)) {
            throw new SupportProblem.CameraIsOut(held.serial()).refused();
        }
        boolean backInService = held.standing().equals(IN_REPAIR) && !table.isRepairedElsewhere(camera, ticket.id());
        Optional<String> standing =
                switch (next) {
                    case AT_SUPPLIER, WAITING_FOR_PARTS -> Optional.of(IN_REPAIR);
                    case WRITTEN_OFF -> Optional.of(RETIRED);
                    case OPEN, MENDED -> backInService ? Optional.of(IN_SERVICE) : Optional.empty();
                };
        standing.filter(wanted -> !wanted.equals(held.standing())).ifPresent(wanted -> {
            table.stand(camera, wanted);
            outcome.note("standing", wanted);
        });
    }

    private static Passage passage(Caller caller, Action action, Optional<Ticket> ticket) {
        return ticket.flatMap(Ticket::camera)
                .map(camera -> Passage.of(caller, action, Subject.camera(camera.id())))
                .orElseGet(() -> Passage.of(caller, action));
    }

    private static Ticket draft(
            UUID id,
            String title,
            Optional<UUID> camera,
            Optional<UUID> dock,
            Optional<String> slot,
            Optional<Pattern> pattern,
            Instant now,
            Optional<UUID> by) {
        return new Ticket(
                id,
                0,
                State.OPEN,
                title,
                camera.map(one -> new Faults.CameraRef(one, "")),
                dock.map(one -> new Ticket.DockRef(one, "")),
                slot,
                Optional.empty(),
                Optional.empty(),
                pattern,
                now,
                by,
                Optional.empty(),
                List.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
