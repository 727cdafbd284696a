package org.vidimus.server.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose right it was that a token used. Tokens are never deleted, so this can be asked of any that ever was. */
@Repository
public class TokenOwners {
    private final JdbcClient sql;

    TokenOwners(JdbcClient sql) {
        this.sql = sql;
    }

    /** By token; those of docks, which act for nobody, are left out. */
    public Map<UUID, PersonId> of(Collection<UUID> tokens) {
        var owners = new HashMap<UUID, PersonId>();
        if (!tokens.isEmpty()) {
            sql.sql("select id, person from access_token where id = any(?) and not dock and person is not null")
                    .param(tokens.toArray(UUID[]::new))
                    .query(row -> {
                        owners.put(row.getObject("id", UUID.class), new PersonId(row.getObject("person", UUID.class)));
                    });
        }
        return owners;
    }
}
