package org.vidimus.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class VidimusTest {
    @Autowired
    JdbcClient sql;

    @Test
    void startsOnARealDatabase() {
        String version = sql.sql("show server_version").query(String.class).single();

        assertThat(version).startsWith("18.");
    }
}
