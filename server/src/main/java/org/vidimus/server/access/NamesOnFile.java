package org.vidimus.server.access;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Names as the tables of people and units have them. */
@Repository
class NamesOnFile implements Names {
    private final JdbcClient sql;

    NamesOnFile(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Map<PersonId, String> people(Collection<PersonId> ids) {
        return names("person", ids.stream().map(PersonId::value).toList(), PersonId::new);
    }

    @Override
    public Map<UnitId, String> units(Collection<UnitId> ids) {
        return names("unit", ids.stream().map(UnitId::value).toList(), UnitId::new);
    }

    private <K> Map<K, String> names(String table, Collection<UUID> ids, Function<UUID, K> key) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        record Line(UUID id, String name) {}
        return sql
                .sql("select id, name from " + table + " where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, i) -> new Line(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(line -> key.apply(line.id()), Line::name));
    }
}
