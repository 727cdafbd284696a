package org.vidimus.server.demo;

import java.util.List;
import org.vidimus.server.custody.Caller.Role;

/** Somebody of the invented municipal service. */
record DemoPerson(String login, String name, Role role) {
    static final List<DemoPerson> ALL = List.of(
            new DemoPerson("lena", "Lena Brandt", Role.WEARER),
            new DemoPerson("emre", "Emre Aydin", Role.WEARER),
            new DemoPerson("jonas", "Jonas Weber", Role.WEARER),
            new DemoPerson("mira", "Mira Kowalski", Role.WEARER),
            new DemoPerson("tim", "Tim Scholz", Role.WEARER),
            new DemoPerson("aylin", "Aylin Demir", Role.WEARER),
            new DemoPerson("paul", "Paul Richter", Role.WEARER),
            new DemoPerson("nora", "Nora Lindner", Role.WEARER),
            new DemoPerson("sabine", "Sabine Hoffmann", Role.SUPERVISOR),
            new DemoPerson("viktor", "Viktor Neumann", Role.EVIDENCE_MANAGER),
            new DemoPerson("frida", "Frida Janssen", Role.FLEET_MANAGER),
            new DemoPerson("admin", "Ada Ludwig", Role.ADMINISTRATOR),
            new DemoPerson("otto", "Otto Maurer", Role.ADMINISTRATOR),
            new DemoPerson("dagmar", "Dagmar Seidel", Role.AUDITOR),
            new DemoPerson("ruth", "Ruth Okafor", Role.WORKS_COUNCIL));

    static List<DemoPerson> wearers() {
        return ALL.stream().filter(person -> person.role() == Role.WEARER).toList();
    }
}
