package org.vidimus.server.privacy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Proofs;
import org.vidimus.server.custody.Subject;

/** Reading the ledger, which is itself recorded: who looked for what. */
@Component
class LedgerReading {
    private final Gate gate;
    private final Scopes scopes;
    private final LedgerLines lines;
    private final Register register;
    private final Histories histories;
    private final Names names;

    LedgerReading(Gate gate, Scopes scopes, LedgerLines lines, Register register, Histories histories, Names names) {
        this.gate = gate;
        this.scopes = scopes;
        this.lines = lines;
        this.register = register;
        this.histories = histories;
        this.names = names;
    }

    /**
     * @param count how many there are in all; on the first page only
     * @param more whether there are more than are counted
     * @param searched how many entries of the ledger can be searched by now, of how many
     */
    record Page(List<EntryItem> items, Optional<String> next, Optional<Integer> count, boolean more, Reach searched) {}

    record Reach(long entries, long of) {}

    Page page(Caller caller, LedgerFilter filter, Optional<Place> after, int limit, Optional<String> purpose) {
        Passage passage = new Passage(caller, Action.LEDGER_READ, List.of(), purpose, filter.inLedger());
        return gate.view(passage, outcome -> {
            Scope scope = scopes.of(caller, Action.LEDGER_READ);
            List<LedgerLines.Found> found = lines.page(scope, filter, outcome.attempt(), after, limit + 1);
            boolean last = found.size() <= limit;
            List<LedgerLines.Found> shown = last ? found : found.subList(0, limit);
            outcome.note("entries", Integer.toString(shown.size()));
            Optional<Integer> count =
                    after.isPresent() ? Optional.empty() : Optional.of(lines.count(scope, filter, outcome.attempt()));
            return new Page(
                    items(shown),
                    last
                            ? Optional.empty()
                            : Optional.of(shown.getLast().place().toString()),
                    count.map(all -> Math.min(all, LedgerLines.MOST_COUNTED)),
                    count.filter(all -> all > LedgerLines.MOST_COUNTED).isPresent(),
                    new Reach(register.size(), histories.size()));
        });
    }

    /** What is shown of lines, in their order. The payload is read from the ledger itself. */
    List<EntryItem> items(List<LedgerLines.Found> found) {
        Map<Long, Recorded> recorded = histories
                .at(found.stream().map(one -> one.place().index()).toList())
                .stream()
                .collect(Collectors.toMap(one -> one.index().orElseThrow(), Function.identity()));
        Set<PersonId> people = new HashSet<>();
        found.forEach(one -> one.who().map(PersonId::new).ifPresent(people::add));
        recorded.values().stream()
                .flatMap(one -> one.subjects().stream())
                .filter(subject -> subject.kind() == Subject.Kind.PERSON)
                .forEach(subject -> people.add(new PersonId(subject.id())));
        var known = new HashMap<>(names.people(people));
        return found.stream()
                .flatMap(one -> Optional.ofNullable(recorded.get(one.place().index()))
                        .map(entry -> EntryItem.of(entry, one.who(), known))
                        .stream())
                .toList();
    }

    /** An entry that may be seen, with what proves it. Recorded as a look at this one entry. */
    Proven prove(Caller caller, UUID entry) {
        Passage passage = Passage.of(caller, Action.LEDGER_READ).with("entry", entry.toString());
        return gate.view(passage, _ -> {
            long index = lines.find(scopes.of(caller, Action.LEDGER_READ), entry)
                    .orElseThrow(() -> new CustodyProblem.NotFound().refused());
            Recorded recorded = histories.at(List.of(index)).getFirst();
            Proofs proofs = histories.proofs();
            if (index >= proofs.checkpoint().size()) {
                throw new CustodyProblem.EntryNotPublished().refused();
            }
            return new Proven(recorded, proofs);
        });
    }

    record Proven(Recorded entry, Proofs proofs) {}
}
