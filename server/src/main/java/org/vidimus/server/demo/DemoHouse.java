package org.vidimus.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.fleet.Fleet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the small municipal service once: two units, their people, twenty cameras. What a person who tries the demo needs to sign in
 * lands in {@code demo.json}, readable by its owner alone.
 */
@Component
@Profile("demo")
class DemoHouse {
    static final String DOCK = "demo-dock";
    private static final int BOUGHT_DAYS_AGO = 400;
    private static final int WARRANTY_DAYS = 730;
    private static final Caller DEMO = Caller.job("demo");
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path folder;
    private final Household household;
    private final Fleet fleet;
    private final JsonMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DemoHouse(Settings settings, Household household, Fleet fleet, JsonMapper json, Clock clock) {
        this.folder = settings.data();
        this.household = household;
        this.fleet = fleet;
        this.json = json;
        this.clock = clock;
    }

    /** Where the dock's token is kept. */
    Path dockToken() {
        return folder.resolve("demo").resolve("dock.token");
    }

    /** A person's token, to ask the API as they would. */
    String token(String login) {
        try {
            return json.readTree(Files.readString(folder.resolve("demo.json")))
                    .at("/people")
                    .valueStream()
                    .filter(person -> login.equals(person.path("name").asString()))
                    .map(person -> person.path("token").asString())
                    .findFirst()
                    .orElseThrow(() -> new IOException("demo.json does not name " + login + "; start with --reset"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of the people, by login. */
    Map<String, String> people() {
        Map<String, String> ids = new LinkedHashMap<>();
        DemoPerson.ALL.forEach(person -> household
                .named(person.login())
                .ifPresent(known -> ids.put(person.login(), known.id().toString())));
        return ids;
    }

    /** Ids of the units, by name. */
    Map<String, String> units() {
        return Map.of(
                DemoPerson.MIDDLE, household.unit(DEMO, DemoPerson.MIDDLE).id().toString(),
                DemoPerson.SOUTH, household.unit(DEMO, DemoPerson.SOUTH).id().toString());
    }

    /**
     * Makes what is missing, and writes {@code demo.json} for {@code url}. A start that was cut short is completed by the next:
     * passwords are on disk before anybody is made with them.
     */
    void furnish(String url, DemoApi api) throws IOException, InterruptedException {
        Path file = folder.resolve("demo.json");
        if (Files.exists(file)) {
            var known = json.readValue(Files.readString(file), LinkedHashMap.class);
            write(file, described(known, url));
            return;
        }
        Map<String, String> passwords = passwords();
        List<Map<String, String>> people = new ArrayList<>();
        for (DemoPerson someone : DemoPerson.ALL) {
            String password = Objects.requireNonNull(passwords.get(someone.login()), someone.login());
            Person person = household
                    .named(someone.login())
                    .orElseGet(() -> household.person(
                            DEMO,
                            someone.login(),
                            someone.name(),
                            someone.role(),
                            Optional.of(household.unit(DEMO, someone.unit())),
                            password));
            String token = household
                    .token(DEMO, someone.name() + " (token)", person, TOKEN_LIFE)
                    .text();
            people.add(entry(someone, password, token));
        }
        String keeper = people.stream()
                .filter(person -> Caller.Role.FLEET_MANAGER.name().equals(person.get("role")))
                .map(person -> Objects.requireNonNull(person.get("token")))
                .findFirst()
                .orElseThrow();
        for (int number = 1; number <= DemoFleet.COUNT; number++) {
            register(api, keeper, number);
        }
        String dock = household.dockToken(DEMO, DOCK, TOKEN_LIFE).text();
        Files.createDirectories(dockToken().getParent());
        write(dockToken(), dock + "\n");
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put("people", people);
        all.put("docks", List.of(Map.of("name", DOCK, "role", "DOCK", "token", dock)));
        // The last step: from here on the demo continues where it stopped.
        write(file, described(all, url));
    }

    private void register(DemoApi api, String keeper, int number) throws IOException, InterruptedException {
        if (fleet.find(DemoFleet.serial(number)).isPresent()) {
            return;
        }
        LocalDate bought = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(BOUGHT_DAYS_AGO + (number < DemoFleet.FIRST_OF_SOUTH ? WARRANTY_DAYS / 2 : 0L));
        Map<String, Object> camera = new LinkedHashMap<>();
        camera.put("serial", DemoFleet.serial(number));
        camera.put("maker", "Vidimus");
        camera.put("model", DemoFleet.model(number));
        camera.put("unit", units().get(DemoFleet.unit(number)));
        DemoFleet.keptFor(number).ifPresent(person -> camera.put("wearer", people().get(person.login())));
        camera.put("counterFrom", 100L * number + 1);
        camera.put("boughtOn", bought.toString());
        camera.put("warrantyUntil", bought.plusDays(WARRANTY_DAYS).toString());
        api.post(keeper, "/api/cameras", camera);
    }

    private static Map<String, String> entry(DemoPerson someone, String password, String token) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("name", someone.login());
        entry.put("fullName", someone.name());
        entry.put("role", someone.role().name());
        entry.put("unit", someone.unit());
        if (someone.wears()) {
            entry.put("badge", someone.badge());
        }
        entry.put("password", password);
        entry.put("token", token);
        return entry;
    }

    private String described(Map<?, ?> rest, String url) {
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put("url", url);
        rest.forEach((key, value) -> {
            if (!"url".equals(key)) {
                all.put(key, value);
            }
        });
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private Map<String, String> passwords() throws IOException {
        Path file = folder.resolve("demo").resolve("passwords.json");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Map<String, String> fresh = new LinkedHashMap<>();
            DemoPerson.ALL.forEach(person -> fresh.put(person.login(), password()));
            write(file, json.writeValueAsString(fresh));
        }
        Map<String, String> known = new LinkedHashMap<>();
        json.readTree(Files.readString(file))
                .propertyStream()
                .forEach(property ->
                        known.put(property.getKey(), property.getValue().asString()));
        return known;
    }

    private String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
