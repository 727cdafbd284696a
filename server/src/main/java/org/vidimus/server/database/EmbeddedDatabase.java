package org.vidimus.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A real PostgreSQL under the data folder, for a house of one machine. Loopback only, with a password of its own, and with
 * fsync on: the library's defaults are made for tests and are not durable.
 *
 * <p>The port is chosen once and kept, so that after the server was killed its orphaned database is found again. When the
 * database dies under the living server, it is started again.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final int FIRST_PORT = 15_000;
    private static final int LAST_PORT = 31_999;
    private static final int MOST_PORTS = 50;

    private final Path folder;
    private final String password;
    private final PostgresProcesses processes;
    private final DatabaseGuard guard;
    private EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path folder, String password) throws IOException {
        this.folder = folder;
        this.password = password;
        this.processes = new PostgresProcesses(folder);
        boolean fresh = !Files.exists(folder.resolve("cluster/PG_VERSION"));
        this.postgres = launch();
        if (fresh || !Files.exists(folder.resolve("locked-down"))) {
            lockDown(folder.resolve("cluster"));
            // A crash before this line leaves a database that trusts loopback; the next start locks it down again.
            Files.writeString(folder.resolve("locked-down"), "scram-sha-256\n");
        }
        this.guard = new DatabaseGuard(postgres.getPort(), this::reviveIfDead);
    }

    /**
     * Starts, or finds running, the database under {@code folder}; makes it at the first call.
     *
     * @throws IOException if it does not come up; nothing in the folder is removed
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new EmbeddedDatabase(folder, secret(folder.resolve("password")));
    }

    private EmbeddedPostgres launch() throws IOException {
        processes.clearOrphans();
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("cluster"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setPort(port(folder.resolve("port")))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF-8")
                .setConnectConfig("password", password)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .start();
    }

    private synchronized boolean reviveIfDead() throws IOException {
        if (processes.firstLives()) {
            return false;
        }
        // Gives back the lock on the cluster's folder; there is nothing left to stop.
        postgres.close();
        postgres = launch();
        return true;
    }

    /** JDBC address without credentials. */
    public synchronized String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        guard.close();
        synchronized (this) {
            postgres.close();
        }
    }

    private void lockDown(Path cluster) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(cluster.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the new database did not take its password", e);
        }
    }

    private static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "password",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, HexFormat.of().formatHex(random));
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }

    private static int port(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, Integer.toString(freePort()));
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    /** Not one that the system gives to outgoing connections: at a later start it could be taken by any of them. */
    private static int freePort() throws IOException {
        var random = new SecureRandom();
        for (int tries = 1; ; tries++) {
            int port = random.nextInt(FIRST_PORT, LAST_PORT + 1);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException e) {
                if (tries == MOST_PORTS) {
                    throw e;
                }
            }
        }
    }
}
