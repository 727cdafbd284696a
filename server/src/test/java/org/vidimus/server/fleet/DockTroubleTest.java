package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** What the person at the dock is told, and what the dock ends with, when something is wrong; the real dock against the real server. */
@ServerTest
class DockTroubleTest {
    private static final String ONCE = "--once";
    private static final String PATIENCE = "--patience";

    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @TempDir
    Path folder;

    private DockedCamera camera;
    private Relay relay;

    @BeforeEach
    void registerTheCamera() throws IOException {
        camera = new DockedCamera(Files.createDirectories(folder.resolve("mounts")));
        fleet.register(Caller.job("test"), NewCamera.of(camera.serial).countingFrom(1));
        relay = new Relay(people.url());
    }

    @AfterEach
    void closeTheRelay() {
        relay.close();
    }

    @Test
    void saysThatItsTokenIsNotAcceptedAndEndsWithTwo() throws Exception {
        camera.record(1, 1, 1_000);

        DockProcess dock = DockProcess.start(folder, people.url(), "vidimus-no-such-token", ONCE);

        assertThat(dock.exit()).isEqualTo(2);
        assertThat(dock.said()).contains("\"code\":\"token-refused\"", "does not accept this dock's token");
        assertThat(camera.files.keySet()).allMatch(Files::exists);
    }

    @Test
    void saysThatAPersonsTokenIsNotForDockingAndEndsWithTwo() throws Exception {
        camera.record(1, 1, 1_000);

        DockProcess dock = DockProcess.start(folder, people.url(), people.token(Role.WEARER), ONCE, PATIENCE, "30");

        assertThat(dock.exit()).as(dock.said()).isEqualTo(2);
        assertThat(dock.said()).contains("\"code\":\"token-refused\"");
        assertThat(camera.files.keySet()).allMatch(Files::exists);
    }

    @Test
    void waitsForAServerThatIsNotThereAtTheStart() throws Exception {
        camera.record(1, 1, 100_000);
        DockProcess dock = start(relay, "120");
        dock.awaitLine(line -> line.contains("\"phase\":\"server_away\"") && line.contains("cannot be reached"));

        relay.open();

        assertThat(dock.exit()).as(dock.said()).isZero();
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
    }

    @Test
    void givesUpOnAServerThatIsNotThereWithOne() throws Exception {
        camera.record(1, 1, 100_000);

        DockProcess dock = start(relay, "2");

        assertThat(dock.exit()).as(dock.said()).isEqualTo(1);
        assertThat(dock.said()).contains("\"code\":\"report-failed\"", "the server cannot be reached");
        assertThat(camera.files.keySet()).allMatch(Files::exists);
    }

    @Test
    void goesOnWhereItStoppedWithACameraThatWasPulledOutWhileItWasRead() throws Exception {
        camera.record(1, 1, 12_000_000);
        relay.slow(2_000_000).open();
        DockProcess dock = start(relay, "60");
        await(() -> relay.forwarded() > 5_000_000);

        Path away = Files.move(camera.root, folder.resolve("away"));
        relay.cut();

        assertThat(dock.exit()).as(dock.said()).isEqualTo(1);
        assertThat(dock.said()).contains("\"code\":\"camera-gone\"", "\"phase\":\"gone\"");
        Files.move(away, camera.root);
        relay.fast();
        long before = relay.forwarded();
        DockProcess again = start(relay, "60");
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(relay.forwarded() - before)
                .as("what the server had is not sent again")
                .isLessThan(11_000_000);
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
        assertThat(states()).isEqualTo("SECURED erased");
    }

    @Test
    void losesNothingWhenItsTokenIsTakenBackInTheMiddleOfAnOffload() throws Exception {
        camera.record(1, 1, 12_000_000);
        relay.slow(2_000_000).open();
        DockProcess dock = start(relay, "60");
        await(() -> relay.forwarded() > 5_000_000);

        sql.sql("update access_token set revoked_at = now() where id = ?")
                .param(people.endToken(Role.DOCK))
                .update();
        relay.cut();

        assertThat(dock.exit()).as(dock.said()).isEqualTo(2);
        assertThat(dock.said()).contains("\"code\":\"token-refused\"", "does not accept this dock's token");
        assertThat(camera.files.keySet()).allMatch(Files::exists);
        relay.fast();
        long before = relay.forwarded();
        DockProcess again = start(relay, "60");
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(relay.forwarded() - before)
                .as("with another token it goes on where it was stopped")
                .isLessThan(11_000_000);
        assertThat(camera.files.keySet()).noneMatch(Files::exists);
        assertThat(states()).isEqualTo("SECURED erased");
    }

    @Test
    void offloadsACardThatIsReadOnlyAndSaysThatItCannotBeErased() throws Exception {
        try (Card card = Card.mount(camera.root)) {
            camera.lay();
            camera.record(1, 1, 100_000);
            card.readOnly();

            DockProcess dock = start(relay.open(), "60");

            assertThat(dock.exit()).as(dock.said()).isEqualTo(1);
            assertThat(dock.said()).contains("\"code\":\"camera-read-only\"", "\"phase\":\"left\"");
            assertThat(camera.files.keySet()).allMatch(Files::exists);
            assertThat(states()).isEqualTo("SECURED kept");
        }
    }

    @Test
    void leavesAndNamesWhatCannotBeErasedFromACardThatBecameReadOnly() throws Exception {
        try (Card card = Card.mount(camera.root)) {
            camera.lay();
            camera.record(1, 1, 8_000_000);
            relay.slow(2_000_000).open();
            DockProcess dock = start(relay, "60");
            await(() -> relay.forwarded() > 2_000_000);

            card.readOnly();
            relay.fast();

            assertThat(dock.exit()).as(dock.said()).isEqualTo(1);
            assertThat(dock.said()).contains("\"code\":\"not-erased\"", "Read-only file system");
            assertThat(camera.files.keySet()).allMatch(Files::exists);
            assertThat(states()).isEqualTo("SECURED kept");

            card.writable();
            DockProcess again = start(relay, "60");
            assertThat(again.exit()).as(again.said()).isZero();
            assertThat(camera.files.keySet()).noneMatch(Files::exists);
            assertThat(states()).isEqualTo("SECURED erased");
        }
    }

    private DockProcess start(Relay through, String patience) throws IOException {
        return DockProcess.start(folder, through.url(), people.token(Role.DOCK), ONCE, PATIENCE, patience);
    }

    /** State of the camera's one upload, and whether the server was told that the file is gone. */
    private String states() {
        return sql.sql(
                        "select state || case when erased_at is null then ' kept' else ' erased' end from upload where camera = ?")
                .param(camera.serial)
                .query(String.class)
                .single();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** A file system of its own, as a card is one; only where tests may mount. */
    private record Card(Path root) implements AutoCloseable {
        static Card mount(Path root) throws Exception {
            assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", root.toString()), "may not mount");
            return new Card(root);
        }

        void readOnly() throws Exception {
            assertThat(run("mount", "-o", "remount,ro", root.toString())).isTrue();
        }

        void writable() throws Exception {
            assertThat(run("mount", "-o", "remount,rw", root.toString())).isTrue();
        }

        private static boolean run(String... command) throws Exception {
            try {
                return new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException noSuchProgram) {
                return false;
            }
        }

        @Override
        public void close() throws Exception {
            assertThat(run("umount", "-l", root.toString())).isTrue();
        }
    }
}
