package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which value of the directory's claim brings which role, and where. */
@Repository
class DirectoryRules {
    private static final String SELECT =
            "select r.value, r.role, u.id as unit_id, u.name as unit_name, u.parent from openid_rule r "
                    + "left join unit u on u.id = r.unit ";

    private final JdbcClient sql;

    DirectoryRules(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param unit where the duty counts, if not simply in the person's own unit */
    record Rule(String value, String role, Optional<Unit> unit) {
        Entrusted entrusted() {
            return new Entrusted(role, unit);
        }
    }

    /** A duty that is not yet anybody's. */
    record Entrusted(String role, Optional<Unit> unit) {
        static Entrusted of(Duty duty) {
            return new Entrusted(duty.role(), duty.unit());
        }

        boolean isSameAs(Entrusted other) {
            return role.equals(other.role) && unit.map(Unit::id).equals(other.unit.map(Unit::id));
        }
    }

    List<Rule> all() {
        return sql.sql(SELECT + "order by r.value, r.role, u.name")
                .query(DirectoryRules::read)
                .list();
    }

    /** Joins the transaction. */
    void replace(Collection<Rule> rules) {
        sql.sql("delete from openid_rule").update();
        for (Rule rule : new LinkedHashSet<>(rules)) {
            sql.sql("insert into openid_rule (id, value, role, unit) values (?, ?, ?, ?) on conflict do nothing")
                    .param(UUID.randomUUID())
                    .param(rule.value())
                    .param(rule.role())
                    .param(rule.unit().map(unit -> unit.id().value()).orElse(null))
                    .update();
        }
    }

    /** What these values bring by these rules. */
    static List<Rule> bring(List<Rule> rules, Collection<String> values) {
        Set<String> had = new HashSet<>(values);
        return rules.stream().filter(rule -> had.contains(rule.value())).toList();
    }

    private static Rule read(ResultSet row, int number) throws SQLException {
        return new Rule(row.getString("value"), row.getString("role"), Units.read(row));
    }
}
