package org.vidimus.server.access;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who somebody is that another system knows by a number. */
@Repository
public class StaffNumbers {
    private final JdbcClient sql;

    StaffNumbers(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param unit where they belong now */
    public record Holder(PersonId person, String name, Optional<UnitId> unit) {}

    /**
     * The person of that staff number or, where nobody has it, of that id in the directory. Whoever has left still is who they
     * were: footage of theirs may come in late.
     */
    public Optional<Holder> holder(String number) {
        String wanted = number.strip();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return one("lower(staff_number) = lower(:number)", wanted).or(() -> one("external_id = :number", wanted));
    }

    private Optional<Holder> one(String condition, String number) {
        return sql.sql("select id, name, unit from person where " + condition + " order by left_at nulls first limit 1")
                .param("number", number)
                .query((row, i) -> new Holder(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new)))
                .optional();
    }
}
