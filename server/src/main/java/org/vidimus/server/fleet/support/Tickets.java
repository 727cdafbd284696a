package org.vidimus.server.fleet.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.Standing;
import org.vidimus.server.fleet.support.Ticket.Entry;
import org.vidimus.server.fleet.support.Ticket.State;

/** What is done about faults. A camera that is being mended is not in service, and both change together or not at all. */
@Service
class Tickets {
    /** What was dealt with is not brought up again by what led to it. */
    private static final Duration REST = Duration.ofDays(30);

    private final Gate gate;
    private final Scopes scopes;
    private final Fleet fleet;
    private final TicketTable table;
    private final Clock clock;

    Tickets(Gate gate, Scopes scopes, Fleet fleet, TicketTable table, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.fleet = fleet;
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
                        ticket -> ticket.camera().isPresent() || isListed(caller, id))
                .orElseThrow(() -> new CustodyProblem.NotFound().refused()));
    }

    /** The gate knows whose a camera is, and of a dock nothing: that one is shown to whom it is listed. */
    private boolean isListed(Caller caller, UUID id) {
        return table.isSeen(scopes.of(caller, Action.TICKET_LIST), id);
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
            ticket.camera().ifPresent(camera -> stand(caller, camera.id(), ticket, next, outcome));
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

    private void stand(Caller caller, UUID camera, Ticket ticket, State next, Outcome outcome) {
        if (next == ticket.state()) {
            return;
        }
        TicketTable.Held held = table.hold(camera);
        if (held.out() && (next.isRepair() || next == State.WRITTEN_OFF)) {
            throw new SupportProblem.CameraIsOut(held.serial()).refused();
        }
        // Only what this ticket took out of service, and no other has out, comes back with it.
        boolean backInService = ticket.state().isRepair()
                && held.standing() == Standing.IN_REPAIR
                && !table.isRepairedElsewhere(camera, ticket.id());
        Optional<Standing> standing =
                switch (next) {
                    case AT_SUPPLIER, WAITING_FOR_PARTS -> Optional.of(Standing.IN_REPAIR);
                    case WRITTEN_OFF -> Optional.of(Standing.RETIRED);
                    case OPEN, MENDED -> backInService ? Optional.of(Standing.IN_SERVICE) : Optional.empty();
                };
        standing.filter(wanted -> wanted != held.standing()).ifPresent(wanted -> {
            fleet.stand(caller, new CameraId(camera), wanted);
            outcome.note("standing", wanted.name());
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
