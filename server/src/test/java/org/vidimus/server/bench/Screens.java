package org.vidimus.server.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vidimus.server.access.Scope;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.PlainSql;
import org.vidimus.server.evidence.PlainSql.Query;

/** The lists and side bars that people open all day, each as an address and as its SQL. */
final class Screens {
    static final int PAGE = 50;

    private final List<Screen> all = new ArrayList<>();

    /** @param facets whether it counts for the side bar, instead of listing */
    record Screen(String name, Role role, Scope scope, String uri, Query query, boolean facets) {}

    private enum Who {
        WEARER,
        SUPERVISOR,
        MANAGER
    }

    private final Staff staff;

    private Screens(Staff staff) {
        this.staff = staff;
    }

    /** @param rows how many there are, to page deep into them */
    static List<Screen> usual(Staff staff, PlainSql plain, int rows) {
        Screens screens = new Screens(staff);
        screens.lists(plain, rows);
        screens.words();
        screens.timesAndPlaces();
        screens.sideBars();
        return List.copyOf(screens.all);
    }

    private void lists(PlainSql plain, int rows) {
        list("mine, latest first", Who.WEARER, Map.of());
        list("my unit's, latest first", Who.SUPERVISOR, Map.of());
        list("all, latest first", Who.MANAGER, Map.of());
        list("all, halfway down", Who.MANAGER, Map.of("after", plain.deep(rows / 2)));
        list("all, near the end", Who.MANAGER, Map.of("after", plain.deep(rows - rows / 100)));
        list("my unit's, halfway down", Who.SUPERVISOR, Map.of("after", plain.deep(rows / 2)));
        list("one camera", Who.MANAGER, Map.of("camera", "CAM-0100"));
        list("one camera of my unit", Who.SUPERVISOR, Map.of("camera", "CAM-0001"));
        list("one category", Who.MANAGER, Map.of("category", "complaint"));
        list("one category of mine", Who.WEARER, Map.of("category", "complaint"));
        list("one category of my unit", Who.SUPERVISOR, Map.of("category", "complaint"));
        list("not playable, of my unit", Who.SUPERVISOR, Map.of("state", "NOT_PLAYABLE"));
    }

    private void words() {
        list("a common word", Who.MANAGER, Map.of("q", "strasse"));
        list("a rare word", Who.MANAGER, Map.of("q", "Gx199990042"));
        list("a word nobody wrote", Who.MANAGER, Map.of("q", "giraffe"));
        list("two words", Who.MANAGER, Map.of("q", "rauferei koenigstr"));
        list("a name and a number", Who.MANAGER, Map.of("q", "mueller 0042"));
        list("my words", Who.WEARER, Map.of("q", "verkehrskontrolle"));
        list("my unit's words", Who.SUPERVISOR, Map.of("q", "ruhestörung"));
    }

    private void timesAndPlaces() {
        Map<String, String> evening = Map.of("from", "2025-06-14T16:00:00Z", "to", "2025-06-14T23:00:00Z");
        list("an hour", Who.MANAGER, Map.of("from", "2025-06-14T20:00:00Z", "to", "2025-06-14T21:00:00Z"));
        list("an evening of my unit", Who.SUPERVISOR, evening);
        list("a place", Who.MANAGER, Map.of("near", "51.31,6.76,150"));
        list("a place and an evening", Who.MANAGER, with(evening, "near", "51.31,6.76,800"));
        list("a place, mine", Who.WEARER, Map.of("near", "51.31,6.76,800"));
        list("a place, my unit's", Who.SUPERVISOR, Map.of("near", "51.31,6.76,800"));
        list("a whole town", Who.MANAGER, Map.of("near", "51.31,6.76,8000"));
        list("a town and a word", Who.MANAGER, Map.of("near", "51.31,6.76,8000", "q", "hundebiss"));
        list("a place where nobody was", Who.MANAGER, Map.of("near", "48.1,11.5,800"));
    }

    private void sideBars() {
        sideBar("side bar of mine", Who.WEARER, Map.of());
        sideBar("side bar of my unit", Who.SUPERVISOR, Map.of());
        sideBar("side bar of all", Who.MANAGER, Map.of());
        sideBar("side bar of a word", Who.MANAGER, Map.of("q", "bahnhofplatz"));
        sideBar("side bar of a place", Who.MANAGER, Map.of("near", "51.31,6.76,800"));
    }

    private void list(String name, Who who, Map<String, String> parameters) {
        add(name, who, "/api/evidence?limit=" + PAGE, parameters, false);
    }

    private void sideBar(String name, Who who, Map<String, String> parameters) {
        add(name, who, "/api/evidence/facets?", parameters, true);
    }

    private void add(String name, Who who, String address, Map<String, String> parameters, boolean facets) {
        Role role =
                switch (who) {
                    case WEARER -> Role.WEARER;
                    case SUPERVISOR -> Role.SUPERVISOR;
                    case MANAGER -> Role.EVIDENCE_MANAGER;
                };
        all.add(screen(name, role, staff.scope(role), address, parameters, facets));
    }

    private static Screen screen(
            String name, Role role, Scope scope, String address, Map<String, String> parameters, boolean facets) {
        return new Screen(name, role, scope, address + text(parameters), query(parameters), facets);
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(some);
        more.put(name, value);
        return more;
    }

    private static String text(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) ->
                text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static Query query(Map<String, String> parameters) {
        return new Query(
                Optional.ofNullable(parameters.get("q")),
                Optional.ofNullable(parameters.get("camera")),
                Optional.ofNullable(parameters.get("category")),
                Optional.ofNullable(parameters.get("state")),
                Optional.ofNullable(parameters.get("from")),
                Optional.ofNullable(parameters.get("to")),
                Optional.ofNullable(parameters.get("near")),
                Optional.ofNullable(parameters.get("after")));
    }
}
