package org.vidimus.server.fleet.support;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.fleet.support.Ticket.State;

@RestController
@RequestMapping("/api/tickets")
@Tag(name = "fleet")
class TicketController {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_TITLE = 200;

    private final Tickets tickets;
    private final Names names;

    TicketController(Tickets tickets, Names names) {
        this.tickets = tickets;
        this.names = names;
    }

    record Somebody(UUID id, Optional<String> name) {}

    /** @param by empty: the house itself */
    record EntryItem(
            Instant at, Optional<Somebody> by, Optional<State> state, Optional<String> text, Optional<String> parts) {}

    /** @param openedBy empty: the house itself, because of the pattern */
    record TicketItem(
            UUID id,
            long number,
            State state,
            String title,
            Optional<Faults.CameraRef> camera,
            Optional<Ticket.DockRef> dock,
            Optional<String> slot,
            Optional<String> supplierReference,
            Optional<Faults.CameraRef> spare,
            Optional<Pattern> pattern,
            Instant openedAt,
            Optional<Somebody> openedBy,
            Optional<Instant> closedAt,
            List<EntryItem> entries) {}

    record Items(List<TicketItem> items) {}

    @GetMapping
    @Does(Action.TICKET_LIST)
    Items listTickets(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable UUID camera) {
        List<Ticket> found = tickets.list(
                caller, closed ? TicketTable.Shown.ALL : TicketTable.Shown.OPEN, Optional.ofNullable(camera));
        Map<PersonId, String> known = namesIn(found);
        return new Items(found.stream().map(ticket -> item(ticket, known)).toList());
    }

    @GetMapping("/{id}")
    @Does(Action.TICKET_LIST)
    TicketItem showTicket(Caller caller, @PathVariable UUID id) {
        return item(tickets.show(caller, id));
    }

    record NewTicket(
            @Nullable UUID camera,
            @Nullable UUID dock,
            @Nullable String slot,
            @Nullable String title,
            @Nullable String text) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.TICKET_CHANGE)
    TicketItem openTicket(Caller caller, @RequestBody NewTicket wanted) {
        return item(tickets.open(
                caller,
                new Tickets.Wish(
                        Optional.ofNullable(wanted.camera()),
                        Optional.ofNullable(wanted.dock()),
                        Given.optional("slot", wanted.slot(), LONGEST_TITLE),
                        Given.text("title", wanted.title(), LONGEST_TITLE),
                        Given.optional("text", wanted.text(), LONGEST))));
    }

    record TicketChange(
            @Nullable String state,
            @Nullable String text,
            @Nullable String parts,
            @Nullable String supplierReference,
            @Nullable UUID spare) {}

    @PutMapping("/{id}")
    @Does(Action.TICKET_CHANGE)
    TicketItem changeTicket(Caller caller, @PathVariable UUID id, @RequestBody TicketChange wanted) {
        return item(tickets.change(
                caller,
                id,
                new Tickets.Change(
                        Optional.ofNullable(wanted.state()).map(state -> Given.one("state", state, State.class)),
                        Given.optional("text", wanted.text(), LONGEST),
                        Given.optional("parts", wanted.parts(), LONGEST_TITLE),
                        Given.optional("supplierReference", wanted.supplierReference(), LONGEST_TITLE),
                        Optional.ofNullable(wanted.spare()))));
    }

    private TicketItem item(Ticket ticket) {
        return item(ticket, namesIn(List.of(ticket)));
    }

    private Map<PersonId, String> namesIn(List<Ticket> found) {
        Set<PersonId> people = new HashSet<>();
        for (Ticket ticket : found) {
            ticket.openedBy().map(PersonId::new).ifPresent(people::add);
            ticket.entries().forEach(entry -> entry.by().map(PersonId::new).ifPresent(people::add));
        }
        return names.people(people);
    }

    private static TicketItem item(Ticket t, Map<PersonId, String> known) {
        return new TicketItem(
                t.id(),
                t.number(),
                t.state(),
                t.title(),
                t.camera(),
                t.dock(),
                t.slot(),
                t.supplierReference(),
                t.spare(),
                t.pattern(),
                t.openedAt(),
                t.openedBy().map(one -> somebody(one, known)),
                t.closedAt(),
                t.entries().stream()
                        .map(entry -> new EntryItem(
                                entry.at(),
                                entry.by().map(one -> somebody(one, known)),
                                entry.state(),
                                entry.text(),
                                entry.parts()))
                        .toList());
    }

    private static Somebody somebody(UUID id, Map<PersonId, String> known) {
        return new Somebody(id, Optional.ofNullable(known.get(new PersonId(id))));
    }
}
