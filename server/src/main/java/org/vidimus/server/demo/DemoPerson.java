package org.vidimus.server.demo;

import java.util.List;
import org.vidimus.server.custody.Caller.Role;

/** Somebody of the invented municipal service. */
record DemoPerson(String login, String name, Role role, String unit) {
    static final String MIDDLE = "Kommunaler Ordnungsdienst Mitte";
    static final String SOUTH = "Kommunaler Ordnungsdienst Süd";

    static final List<DemoPerson> ALL = List.of(
            new DemoPerson("lena", "Lena Brandt", Role.WEARER, MIDDLE),
            new DemoPerson("emre", "Emre Aydin", Role.WEARER, MIDDLE),
            new DemoPerson("jonas", "Jonas Weber", Role.WEARER, MIDDLE),
            new DemoPerson("mira", "Mira Kowalski", Role.WEARER, MIDDLE),
            new DemoPerson("tim", "Tim Scholz", Role.WEARER, MIDDLE),
            new DemoPerson("aylin", "Aylin Demir", Role.WEARER, MIDDLE),
            new DemoPerson("paul", "Paul Richter", Role.WEARER, MIDDLE),
            new DemoPerson("nora", "Nora Lindner", Role.WEARER, MIDDLE),
            new DemoPerson("clara", "Clara Vogt", Role.WEARER, SOUTH),
            new DemoPerson("denis", "Denis Petrow", Role.WEARER, SOUTH),
            new DemoPerson("fatma", "Fatma Yildiz", Role.WEARER, SOUTH),
            new DemoPerson("greta", "Greta Sommer", Role.WEARER, SOUTH),
            new DemoPerson("hannes", "Hannes Krüger", Role.WEARER, SOUTH),
            new DemoPerson("ivana", "Ivana Markovic", Role.WEARER, SOUTH),
            new DemoPerson("sabine", "Sabine Hoffmann", Role.SUPERVISOR, MIDDLE),
            new DemoPerson("bernd", "Bernd Lorenz", Role.SUPERVISOR, SOUTH),
            new DemoPerson("viktor", "Viktor Neumann", Role.EVIDENCE_MANAGER, MIDDLE),
            new DemoPerson("frida", "Frida Janssen", Role.FLEET_MANAGER, MIDDLE),
            new DemoPerson("admin", "Ada Ludwig", Role.ADMINISTRATOR, MIDDLE),
            new DemoPerson("otto", "Otto Maurer", Role.ADMINISTRATOR, MIDDLE),
            new DemoPerson("dagmar", "Dagmar Seidel", Role.AUDITOR, MIDDLE),
            new DemoPerson("ruth", "Ruth Okafor", Role.WORKS_COUNCIL, MIDDLE));

    static List<DemoPerson> wearers() {
        return ALL.stream().filter(DemoPerson::wears).toList();
    }

    static List<DemoPerson> wearersOf(String unit) {
        return wearers().stream().filter(person -> person.unit().equals(unit)).toList();
    }

    boolean wears() {
        return role == Role.WEARER;
    }

    /** What the reader types when they hold their badge against it: for wearers. */
    String badge() {
        return "2600" + (1_000 + 7 * ALL.indexOf(this));
    }
}
