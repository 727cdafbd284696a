package org.vidimus.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL a test run, and a fresh, migrated database for whoever asks. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = startServer();

    private TestDatabase() {}

    /** JDBC address, credentials included, of a new database with all migrations applied. */
    public static String freshUrl() {
        String name = "test_" + COUNT.incrementAndGet();
        execute("create database " + name + " template migrated");
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** A data source without a pool over {@link #freshUrl()}. */
    public static DataSource fresh() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(freshUrl());
        return source;
    }

    private static EmbeddedPostgres startServer() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(FreePort.any())
                    .setServerConfig("max_connections", "600")
                    .setServerConfig("unix_socket_directories", "")
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF-8")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database migrated");
            }
            Flyway.configure()
                    .dataSource(server.getDatabase("postgres", "migrated"))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
