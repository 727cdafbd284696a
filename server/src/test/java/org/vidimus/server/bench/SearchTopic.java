package org.vidimus.server.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.vidimus.server.bench.Screens.Screen;
import org.vidimus.server.evidence.PlainSql;

/** Searches a large library over HTTP, and beside each search runs its SQL alone, by turns. */
final class SearchTopic implements Topic {
    private static final int SEARCHES_A_ROUND = 25;
    private static final int WARM_UP = 10;

    @Override
    public void run(Options options, Table table) throws SQLException, IOException {
        try (House house = House.open(Library.folder(options))) {
            PlainSql plain = new PlainSql(house.part(DataSource.class));
            Staff staff = new Staff(house);
            Library.fill(house, staff, options.rows(), table);
            List<Screen> screens = Screens.usual(staff, plain, options.rows());
            URI server = URI.create(
                    "http://127.0.0.1:" + house.part(Environment.class).getRequiredProperty("local.server.port"));
            try (Wire wire = new Wire(server)) {
                for (int i = 0; i < WARM_UP; i++) {
                    for (Screen screen : screens) {
                        overHttp(screen, wire, staff.token(screen.role()));
                        alone(screen, plain);
                    }
                }
                for (Screen screen : screens) {
                    measure(screen, plain, wire, staff.token(screen.role()), options, table);
                }
            }
            if (options.plans()) {
                for (Screen screen : screens) {
                    table.say(
                            "\n## " + screen.name() + "\n" + plain.plan(screen.scope(), screen.query(), Screens.PAGE));
                }
            }
        }
    }

    private static void measure(Screen screen, PlainSql plain, Wire wire, String token, Options options, Table table)
            throws IOException {
        Times api = new Times();
        Times alone = new Times();
        for (int i = 0; i < options.rounds() * SEARCHES_A_ROUND; i++) {
            double overHttp = overHttp(screen, wire, token);
            double bySql = alone(screen, plain);
            api.add(overHttp);
            alone.add(bySql);
        }
        table.add(Line.of("search: " + screen.name() + ", median", api.median(), "ms")
                .beside("SQL alone", alone.median()));
        table.add(Line.of(
                        "search: " + screen.name() + ", p95",
                        api.percentile(95),
                        "ms",
                        Aim.atMost(50),
                        Aim.ratioAtMost(2))
                .beside("SQL alone", alone.percentile(95)));
    }

    private static double overHttp(Screen screen, Wire wire, String token) throws IOException {
        long start = System.nanoTime();
        Wire.Answer answer = wire.get(screen.uri(), Map.of("Authorization", "Bearer " + token));
        double millis = Times.millis(start);
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException(screen.uri() + " was answered " + answer.status());
        }
        return millis;
    }

    private static double alone(Screen screen, PlainSql plain) {
        long start = System.nanoTime();
        int found = screen.facets()
                ? plain.facets(screen.scope(), screen.query())
                : plain.page(screen.scope(), screen.query(), Screens.PAGE);
        double millis = Times.millis(start);
        if (found < 0) {
            throw new IllegalStateException("less than nothing found");
        }
        return millis;
    }
}
