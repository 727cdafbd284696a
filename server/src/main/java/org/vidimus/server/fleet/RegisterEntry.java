package org.vidimus.server.fleet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/**
 * What the register says of a camera and may be changed; the serial never is.
 *
 * @param wearer to whom it is allocated: nobody else is given it
 * @param asset the agency's own number for it; no two cameras have the same
 */
public record RegisterEntry(
        Optional<String> maker,
        Optional<String> model,
        Optional<UnitId> unit,
        Optional<PersonId> wearer,
        Standing standing,
        Optional<String> asset,
        Optional<LocalDate> boughtOn,
        Optional<LocalDate> warrantyUntil,
        Optional<String> note) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ASSET = 50;
    private static final int LONGEST_NOTE = 2_000;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    /** @throws org.vidimus.server.Refused with {@code camera-malformed} if a value cannot be what it stands for */
    public RegisterEntry {
        maker = text("maker", maker, LONGEST_NAME);
        model = text("model", model, LONGEST_NAME);
        asset = text("asset", asset, LONGEST_ASSET);
        note = text("note", note, LONGEST_NOTE);
        for (Optional<LocalDate> date : List.of(boughtOn, warrantyUntil)) {
            if (date.filter(day -> day.isBefore(EARLIEST) || day.isAfter(LATEST))
                    .isPresent()) {
                throw malformed("a date is " + date.get() + ", want one from 2000 to 2099");
            }
        }
    }

    /** What a camera of which nothing else is known begins with. */
    static RegisterEntry of(NewCamera camera) {
        return new RegisterEntry(
                camera.maker(),
                camera.model(),
                camera.unit(),
                camera.wearer(),
                Standing.IN_SERVICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    RegisterEntry standing(Standing other) {
        return new RegisterEntry(maker, model, unit, wearer, other, asset, boughtOn, warrantyUntil, note);
    }

    /** @param from and {@code to} as text; of a unit and a person their ids */
    record Change(String field, Optional<String> from, Optional<String> to) {}

    List<Change> changesFrom(RegisterEntry before) {
        List<Change> changes = new ArrayList<>();
        add(changes, "maker", before.maker, maker);
        add(changes, "model", before.model, model);
        add(changes, "unit", before.unit.map(UnitId::toString), unit.map(UnitId::toString));
        add(changes, "wearer", before.wearer.map(PersonId::toString), wearer.map(PersonId::toString));
        add(changes, "standing", Optional.of(before.standing.name()), Optional.of(standing.name()));
        add(changes, "asset", before.asset, asset);
        add(changes, "boughtOn", before.boughtOn.map(LocalDate::toString), boughtOn.map(LocalDate::toString));
        add(
                changes,
                "warrantyUntil",
                before.warrantyUntil.map(LocalDate::toString),
                warrantyUntil.map(LocalDate::toString));
        add(changes, "note", before.note, note);
        return changes;
    }

    private static void add(List<Change> changes, String field, Optional<String> from, Optional<String> to) {
        if (!from.equals(to)) {
            changes.add(new Change(field, from, to));
        }
    }

    private static Optional<String> text(String field, Optional<String> value, int longest) {
        Optional<String> stripped = value.map(String::strip).filter(text -> !text.isEmpty());
        if (stripped.filter(text -> text.length() > longest || text.indexOf(0) >= 0)
                .isPresent()) {
            throw malformed(field + " has at most " + longest + " characters");
        }
        return stripped;
    }

    static org.vidimus.server.Refused malformed(String why) {
        return new FleetProblem.CameraMalformed(why).refused();
    }
}
