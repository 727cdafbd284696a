package org.vidimus.server.privacy;

import java.sql.Array;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/**
 * How much was looked at, without who and what. Whole months that are over, of the whole house, and nothing to choose: whoever
 * could narrow it down, or ask again after each look, could count until one person is left.
 */
@Component
class Counts {
    private static final int MONTHS = 12;
    private static final ZoneId HERE = ZoneId.systemDefault();
    private static final String[] OPENINGS = Stream.of(
                    Action.EVIDENCE_VIEW, Action.EVIDENCE_DOWNLOAD, Action.BUNDLE_EXPORT, Action.BUNDLE_DOWNLOAD)
            .map(Action::code)
            .toArray(String[]::new);

    private static final String[] ROLES =
            Arrays.stream(Caller.Role.values()).map(Enum::name).toArray(String[]::new);

    private final Gate gate;
    private final JdbcClient sql;
    private final Rules rules;
    private final Clock clock;
    private final Map<Basis, Month> known = new ConcurrentHashMap<>();

    Counts(Gate gate, JdbcClient sql, Rules rules, Clock clock) {
        this.gate = gate;
        this.sql = sql;
        this.rules = rules;
        this.clock = clock;
    }

    /** A month that is over does not change, except that its looks are forgotten. */
    private record Basis(YearMonth month, int groupSize, Set<String> purposes, boolean erased) {}

    /**
     * @param month such as 2026-10
     * @param erased looks of this month were erased by law, so there is nothing to count any more
     * @param openings empty where it is about too few people, as all counts here
     */
    record Month(
            String month,
            boolean erased,
            Optional<Integer> openings,
            Optional<Integer> viewers,
            Optional<Integer> wearers,
            List<Cells.Shown> byPurpose,
            List<Cells.Shown> byRole,
            List<Cells.Shown> byKind,
            Optional<Integer> refusals,
            Optional<Integer> emergencies,
            Optional<Integer> expiredUploads) {}

    record Answer(int groupSize, List<Month> months) {}

    Answer all(Caller caller) {
        return gate.view(Passage.of(caller, Action.COUNTS_SHOW), _ -> {
            YearMonth now = YearMonth.from(clock.instant().atZone(HERE));
            var months = new ArrayList<Month>();
            for (int back = MONTHS; back >= 1; back--) {
                YearMonth month = now.minusMonths(back);
                months.add(known.computeIfAbsent(
                        new Basis(month, rules.groupSize(), rules.purposes(), isErased(month)), this::count));
            }
            return new Answer(rules.groupSize(), List.copyOf(months));
        });
    }

    private JdbcClient.StatementSpec within(YearMonth month, String statement) {
        return sql.sql(statement)
                .param("from", month.atDay(1).atStartOfDay(HERE).toInstant().atOffset(ZoneOffset.UTC))
                .param(
                        "to",
                        month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(HERE)
                                .toInstant()
                                .atOffset(ZoneOffset.UTC));
    }

    private boolean isErased(YearMonth month) {
        return within(
                        month,
                        "select exists (select from entry_line where at >= :from and at < :to and erased_at is not null)")
                .query(Boolean.class)
                .single();
    }

    private Month count(Basis basis) {
        int k = basis.groupSize();
        var byPurpose = new Cells(k);
        var byRole = new Cells(k);
        var byKind = new Cells(k);
        var viewers = new HashSet<UUID>();
        var wearers = new HashSet<UUID>();
        if (!basis.erased()) {
            within(
                            basis.month(),
                            "select l.action, l.purpose, l.who, "
                                    + "array(select distinct v.wearer from evidence v where v.id = any(l.evidence) and v.wearer is not null) as wearers, "
                                    + "(select d.role from duty d where d.person = l.who and d.from_at <= l.at "
                                    + "and (d.until_at is null or d.until_at > l.at) order by array_position((:roles)::text[], d.role) limit 1) as role "
                                    + "from entry_line l where l.at >= :from and l.at < :to and l.action = any(:openings) and l.result = 'done'")
                    .param("roles", ROLES)
                    .param("openings", OPENINGS)
                    .query(row -> {
                        UUID who = row.getObject("who", UUID.class);
                        Set<UUID> worn = uuids(row.getArray("wearers"));
                        viewers.add(who);
                        wearers.addAll(worn);
                        byPurpose.count(
                                purpose(Optional.ofNullable(row.getString("purpose")), basis.purposes()), who, worn);
                        byRole.count(role(Optional.ofNullable(row.getString("role"))), who, worn);
                        byKind.count(row.getString("action"), who, worn);
                    });
        }
        boolean told = !basis.erased() && byKind.tellsTotal();
        return new Month(
                basis.month().toString(),
                basis.erased(),
                told ? Optional.of(byKind.total()) : Optional.empty(),
                told ? atLeast(k, viewers.size()) : Optional.empty(),
                told ? atLeast(k, wearers.size()) : Optional.empty(),
                byPurpose.shown(),
                byRole.shown(),
                byKind.shown(),
                series(basis, "l.result = 'refused'"),
                series(basis, "l.action = 'glass.break' and l.result = 'done'"),
                series(basis, "l.action = 'upload.expire' and l.result = 'done'"));
    }

    private static Optional<Integer> atLeast(int k, int people) {
        return people == 0 || people >= k ? Optional.of(people) : Optional.empty();
    }

    /** A count of its own, shown when nobody did it or enough people. What the server did by itself is about nobody. */
    private Optional<Integer> series(Basis basis, String condition) {
        record Series(int count, int people, boolean byJobs) {}
        Series found = within(
                        basis.month(),
                        "select count(*) as n, count(distinct l.who) as people, coalesce(bool_and(l.door = 'job'), true) as jobs "
                                + "from entry_line l where l.at >= :from and l.at < :to and " + condition)
                .query((row, _) -> new Series(row.getInt("n"), row.getInt("people"), row.getBoolean("jobs")))
                .single();
        boolean told = !basis.erased() && (found.byJobs() || found.people() >= basis.groupSize());
        return told ? Optional.of(found.count()) : Optional.empty();
    }

    /** The code of the profile's list, and never what somebody wrote beside it. */
    private static String purpose(Optional<String> stated, Set<String> codes) {
        if (stated.isEmpty()) {
            return "NONE";
        }
        String code = stated.get().split("[ :]", 2)[0];
        return codes.contains(code) ? code.toUpperCase(java.util.Locale.ROOT) : "OTHER";
    }

    private static String role(Optional<String> role) {
        return role.filter(Arrays.asList(ROLES)::contains).orElse("OTHER");
    }

    private static Set<UUID> uuids(Array array) throws java.sql.SQLException {
        return new HashSet<>(Arrays.asList((UUID[]) array.getArray()));
    }
}
