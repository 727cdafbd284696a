package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Roles: those that come with the program, and those of the house's own making. */
@RestController
@RequestMapping("/api/roles")
@Tag(name = "access")
class RoleController {
    private final RoleKeeping keeping;

    RoleController(RoleKeeping keeping) {
        this.keeping = keeping;
    }

    /** @param action code */
    record RightItem(String action, Reach reach, Level upTo) {
        static RightItem of(Right right) {
            return new RightItem(right.action().code(), right.reach(), right.upTo());
        }
    }

    /**
     * @param name as the house calls it; empty for a role that comes with the program, whose name is known by its code
     * @param holders how many people hold it now
     */
    record RoleItem(String code, Optional<String> name, boolean own, int holders, List<RightItem> rights) {}

    /** @param actions codes of all that a role may be given, whether any has it or not */
    record RoleItems(List<RoleItem> items, List<String> actions) {}

    record RightWish(
            @Nullable String action,
            @Nullable Reach reach,
            @Nullable Level upTo) {}

    record RoleWish(@Nullable String name, @Nullable List<RightWish> rights) {}

    /** @param gains and {@code loses}: rights that they have only with, or only without, the change */
    record Touched(UUID id, String name, List<RightItem> gains, List<RightItem> loses) {}

    record Preview(List<Touched> people) {}

    @Does(Action.ROLE_LIST)
    @GetMapping
    RoleItems listRoles(Caller caller) {
        return new RoleItems(
                keeping.list(caller),
                Stream.of(Action.values())
                        .filter(action -> !StandardRoles.isOpenToAnyone(action))
                        .map(Action::code)
                        .toList());
    }

    /** What a change would do, without doing it. */
    @Does(Action.ROLE_LIST)
    @PostMapping("/{code}/preview")
    Preview previewRole(Caller caller, @PathVariable String code, @RequestBody RoleWish wish) {
        return new Preview(keeping.preview(caller, wanted(code, wish)));
    }

    /** Makes a role, or changes it. */
    @Does(Action.ROLE_CHANGE)
    @PutMapping("/{code}")
    RoleItem putRole(Caller caller, @PathVariable String code, @RequestBody RoleWish wish) {
        return keeping.put(caller, wanted(code, wish));
    }

    @Does(Action.ROLE_CHANGE)
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeRole(Caller caller, @PathVariable String code) {
        keeping.remove(caller, code);
    }

    private static Roles.OwnRole wanted(String code, RoleWish wish) {
        List<RightWish> rights = wish.rights() == null ? List.of() : wish.rights();
        return new Roles.OwnRole(
                Fitness.ownRole(code),
                Fitness.name("name", wish.name()),
                List.copyOf(rights.stream()
                        .map(RoleController::right)
                        .collect(java.util.stream.Collectors.toMap(
                                right -> Map.entry(right.action(), right.reach()),
                                right -> right,
                                (one, other) -> one.upTo().compareTo(other.upTo()) > 0 ? one : other,
                                java.util.LinkedHashMap::new))
                        .values()));
    }

    private static Right right(RightWish wish) {
        Action action = Optional.ofNullable(wish.action())
                .flatMap(Roles::action)
                .filter(known -> !StandardRoles.isOpenToAnyone(known))
                .orElseThrow(() -> new AccessProblem.Unfit(
                                "action", "there is no action '" + wish.action() + "' to be granted")
                        .refused());
        if (wish.reach() == null) {
            throw new AccessProblem.Unfit("reach", "is missing").refused();
        }
        return new Right(action, wish.reach(), wish.upTo() == null ? Level.OPEN : wish.upTo());
    }
}
