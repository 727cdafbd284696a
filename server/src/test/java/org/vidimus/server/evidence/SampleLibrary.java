package org.vidimus.server.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.access.Person;

/**
 * A large library as a force has it after some years: units with their wearers and cameras, shifts, streets, file names. The same
 * seed gives the same library. Rows only; there are no bytes behind them.
 */
public final class SampleLibrary {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long SPAN_SECONDS = 3L * 365 * 24 * 3600;
    private static final int UNITS = 60;

    /** So many of them lie below the unit of those who are known, whose supervisor sees a third of everything. */
    private static final int BELOW = 20;

    private static final int PEOPLE = 2_000;

    private static final List<String> FIRST = List.of(
            "Anna", "Bülent", "Çiğdem", "Dörte", "Émile", "Fatma", "Günther", "Hélène", "Ines", "Jürgen", "Käthe",
            "Łukasz", "Mónica", "Niklas", "Özlem", "Paul", "Quirin", "Renée", "Søren", "Thea");

    private static final List<String> LAST = List.of(
            "Müller",
            "Schröder",
            "Weiß",
            "Groß",
            "Böhm",
            "Kaya",
            "Yılmaz",
            "Nowak",
            "O'Brien",
            "Smith",
            "Jäger",
            "Köhler",
            "Brandt",
            "Fuchs",
            "Núñez",
            "Larsen",
            "Petit",
            "Hofmann",
            "Öztürk",
            "Schäfer");

    private static final List<String> STREETS = List.of(
            "Königstraße",
            "Bahnhofplatz",
            "Am Marktplatz",
            "Friedrich-Wilhelm-Straße",
            "Sonnenwall",
            "Düsseldorfer Straße",
            "Mülheimer Straße",
            "Hafenbecken",
            "Rathausgasse",
            "Schloßallee",
            "Brückenstraße",
            "Grüner Weg",
            "Lärchenpfad",
            "Zoopark",
            "Kanalufer",
            "Wochenmarkt",
            "Stadion",
            "Parkhaus West",
            "Innenhafen",
            "Altmarkt");

    private static final List<String> MATTERS = List.of(
            "Verkehrskontrolle",
            "Ruhestörung",
            "Rauferei",
            "Ladendiebstahl",
            "Personenkontrolle",
            "Hundebiss",
            "Platzverweis",
            "Sachbeschädigung",
            "Bedrohung",
            "Hilfeersuchen");

    private static final List<String> CATEGORIES =
            List.of("traffic", "public-order", "arrest", "regulatory", "use-of-force", "no-incident", "complaint");

    private final Random random = new Random(20_261_101);
    private final List<UUID> units = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private final List<UUID> unitOf = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private SampleLibrary() {}

    /** Fills the database with so many pieces of evidence, some of them worn by {@code known}. */
    public static SampleLibrary fill(DataSource source, int rows, List<Person> known) throws SQLException, IOException {
        SampleLibrary library = new SampleLibrary();
        JdbcClient sql = JdbcClient.create(source);
        library.household(sql, known);
        library.evidence(source, rows);
        for (String table : List.of("evidence", "evidence_trail", "person", "unit")) {
            sql.sql("vacuum analyze " + table).update();
        }
        return library;
    }

    private void household(JdbcClient sql, List<Person> known) {
        for (Person person : known) {
            people.add(person.id().value());
            unitOf.add(person.unit().orElseThrow().id().value());
            names.add(person.name());
        }
        for (int i = 0; i < UNITS; i++) {
            UUID unit = uuid();
            units.add(unit);
            UUID above = i < BELOW ? unitOf.getFirst() : null;
            sql.sql("insert into unit (id, name, parent, made_at) values (?, ?, ?, now())")
                    .params(java.util.Arrays.asList(unit, "Wache " + i, above))
                    .update();
        }
        for (int i = 0; i < PEOPLE; i++) {
            UUID person = uuid();
            UUID unit = units.get(i % UNITS);
            String name = pick(FIRST) + " " + pick(LAST) + " " + i;
            people.add(person);
            unitOf.add(unit);
            names.add(name);
            sql.sql("insert into person (id, login, name, unit, made_at) values (?, ?, ?, ?, now())")
                    .params(person, "bench" + i, name, unit)
                    .update();
            sql.sql("insert into duty (id, person, role, from_at) values (?, ?, 'WEARER', now())")
                    .params(uuid(), person)
                    .update();
        }
    }

    private void evidence(DataSource source, int rows) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            try (Copier evidence = new Copier(
                    postgres,
                    "evidence (id, kind, title, category, wearer, unit, camera, recording, place,"
                            + " recorded_start, recorded_end, camera_start, clock_offset_ms, received_at, sorted_at, ends_at,"
                            + " duration_ms, latitude, longitude, area, has_track, parts, length_bytes, state, poster, words)")) {
                List<String> trails = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    evidence.line(row(i, rows, trails));
                }
                evidence.close();
                try (Copier trail = new Copier(postgres, "evidence_trail (evidence, n, area, trail)")) {
                    for (String line : trails) {
                        trail.line(line);
                    }
                }
            }
        }
    }

    private String row(int i, int rows, List<String> trails) {
        UUID id = uuid();
        int who = random.nextInt(people.size());
        // It arrives in the order of shifts, some of it some days late.
        long late = random.nextInt(20) == 0 ? random.nextInt(7 * 86_400) : random.nextInt(30_000);
        Instant start = END.minusSeconds(SPAN_SECONDS * (rows - i) / rows + late)
                .minusMillis(random.nextInt(1000))
                .truncatedTo(ChronoUnit.MILLIS);
        long millis = 20_000 + random.nextInt(1_500_000);
        Instant end = start.plusMillis(millis);
        String file =
                "GX" + (10_000 + random.nextInt(90_000)) + String.format(Locale.ROOT, "%04d", i % 10_000) + ".MP4";
        boolean titled = random.nextInt(5) == 0;
        String street = random.nextInt(3) == 0 ? pick(STREETS) + " " + random.nextInt(180) : "";
        String title = titled ? pick(MATTERS) + " " + (street.isEmpty() ? pick(STREETS) : street) : file;
        String category = random.nextInt(4) == 0 ? "" : pick(CATEGORIES);
        String serial = "CAM-" + String.format(Locale.ROOT, "%04d", who);
        boolean located = random.nextInt(10) < 7;
        Position at = new Position(51.3 + random.nextGaussian() * 0.12, 6.75 + random.nextGaussian() * 0.2);
        String area = "\\N";
        if (located) {
            String trail = trail(id, at);
            trails.add(trail);
            area = trail.split("\t", -1)[2];
        }
        List<String> words =
                SearchWords.stored(List.of(title, street, serial, "rec" + i, names.get(who), category, file));
        return String.join(
                "\t",
                id.toString(),
                "RECORDING",
                title,
                empty(category),
                people.get(who).toString(),
                unitOf.get(who).toString(),
                serial,
                "rec" + i,
                empty(street),
                start.toString(),
                end.toString(),
                start.toString(),
                "0",
                end.plusSeconds(20_000).toString(),
                start.toString(),
                end.toString(),
                Long.toString(millis),
                located ? Double.toString(at.lat()) : "\\N",
                located ? Double.toString(at.lon()) : "\\N",
                area,
                located ? "t" : "f",
                "1",
                Long.toString(millis * 600),
                random.nextInt(100) == 0 ? "NOT_PLAYABLE" : "PLAYABLE",
                "1",
                words.stream().distinct().sorted().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
    }

    /** A walk of some hundred metres. */
    private String trail(UUID id, Position start) {
        StringBuilder path = new StringBuilder("[");
        double x = start.eastMetres();
        double y = start.northMetres();
        double[] box = {x, y, x, y};
        for (int i = 0; i < 6; i++) {
            path.append(String.format(Locale.ROOT, "%s(%.1f,%.1f)", i == 0 ? "" : ",", x, y));
            x += random.nextGaussian() * 80;
            y += random.nextGaussian() * 80;
            box = new double[] {Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)};
        }
        String area = String.format(Locale.ROOT, "(%.1f,%.1f),(%.1f,%.1f)", box[0], box[1], box[2], box[3]);
        return id + "\t1\t" + area + "\t" + path + "]";
    }

    private static String empty(String text) {
        return text.isEmpty() ? "\\N" : text;
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Streams lines into a table. */
    private static final class Copier implements AutoCloseable {
        private final CopyIn copy;
        private final StringBuilder buffer = new StringBuilder();

        Copier(PGConnection postgres, String into) throws SQLException {
            this.copy = postgres.getCopyAPI().copyIn("copy " + into + " from stdin");
        }

        void line(String line) throws SQLException {
            buffer.append(line).append('\n');
            if (buffer.length() > 1 << 20) {
                flush();
            }
        }

        private void flush() throws SQLException {
            byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            buffer.setLength(0);
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                flush();
                copy.endCopy();
            }
        }
    }
}
