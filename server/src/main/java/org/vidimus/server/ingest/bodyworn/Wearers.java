package org.vidimus.server.ingest.bodyworn;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.StaffNumbers;
import org.vidimus.server.access.StaffNumbers.Holder;

/** Who a system's user is in this house: by the number that the system has of them ({@code UserID} of {@code Users/<id>}). */
@Component
class Wearers {
    static final String REGISTER = "Users";
    private static final String NUMBER = "UserID";

    private final Shelf shelf;
    private final StaffNumbers numbers;

    Wearers(Shelf shelf, StaffNumbers numbers) {
        this.shelf = shelf;
        this.numbers = numbers;
    }

    /** @param userKey the system's own id of the user, or already a number that the house knows */
    Optional<Holder> of(DoorId door, String userKey) {
        return user(door, userKey)
                .flatMap(user -> user.meta().text(NUMBER))
                .flatMap(numbers::holder)
                .or(() -> numbers.holder(userKey));
    }

    /** The user as the system names them: {@code Name (UserID)}. */
    Optional<String> nameOf(DoorId door, String userKey) {
        return user(door, userKey).map(user -> {
            String name = user.meta().text("Name").orElse(userKey);
            return user.meta()
                    .text(NUMBER)
                    .map(number -> name + " (" + number + ")")
                    .orElse(name);
        });
    }

    private Optional<Thing> user(DoorId door, String userKey) {
        return shelf.find(door, REGISTER).flatMap(users -> shelf.current(users.id(), userKey));
    }
}
