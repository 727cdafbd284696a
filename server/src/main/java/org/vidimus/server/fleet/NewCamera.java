package org.vidimus.server.fleet;

import java.util.Optional;
import java.util.regex.Pattern;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/**
 * A camera to be registered.
 *
 * @param serial as the maker writes it and the dock will read it; it names the camera from then on
 * @param counterFrom the number of the first recording that this house answers for; every one from there on has to turn up.
 *     Without it, the lowest number that a dock ever saw takes its place
 */
public record NewCamera(
        String serial,
        Optional<String> maker,
        Optional<String> model,
        Optional<UnitId> unit,
        Optional<PersonId> wearer,
        Optional<Long> counterFrom) {
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:-]{0,62}[A-Za-z0-9]|[A-Za-z0-9]");
    private static final int LONGEST_NAME = 100;

    /** @throws org.vidimus.server.Refused with {@code camera-malformed} if a value cannot be what it stands for */
    public NewCamera {
        if (!SERIAL.matcher(serial).matches()) {
            throw new FleetProblem.CameraMalformed(
                            "a serial has 1 to 64 letters, digits, blanks and . _ : - and neither"
                                    + " starts nor ends with a mark")
                    .refused();
        }
        if (maker.orElse("").length() > LONGEST_NAME || model.orElse("").length() > LONGEST_NAME) {
            throw new FleetProblem.CameraMalformed("maker and model have at most " + LONGEST_NAME + " characters each")
                    .refused();
        }
        if (counterFrom.orElse(0L) < 0) {
            throw new FleetProblem.CameraMalformed("counterFrom is " + counterFrom.orElse(0L) + ", want >= 0")
                    .refused();
        }
    }

    /** A camera of which only the serial is known. */
    public static NewCamera of(String serial) {
        return new NewCamera(
                serial, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NewCamera madeBy(String itsMaker, String itsModel) {
        return new NewCamera(serial, Optional.of(itsMaker), Optional.of(itsModel), unit, wearer, counterFrom);
    }

    public NewCamera in(UnitId itsUnit) {
        return new NewCamera(serial, maker, model, Optional.of(itsUnit), wearer, counterFrom);
    }

    public NewCamera wornBy(PersonId itsWearer) {
        return new NewCamera(serial, maker, model, unit, Optional.of(itsWearer), counterFrom);
    }

    public NewCamera countingFrom(long number) {
        return new NewCamera(serial, maker, model, unit, wearer, Optional.of(number));
    }
}
