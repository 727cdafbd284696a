package org.vidimus.server.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.evidence.SampleLibrary;

/** What the ledger costs those who pass the gate, how fast entries get their place, and how fast anyone checks them. */
final class LedgerTopic implements Topic {
    private static final int LIBRARY = 2_000;
    private static final int ALONE_A_BLOCK = 40;
    private static final int CROWD = 16;
    private static final int CROWD_A_BLOCK = 50;
    private static final int BLOCKS_A_ROUND = 5;
    private static final int BACKLOG = 20_000;
    private static final int TRICKLE = 50;
    private static final int VERIFIED = 100_000;
    private static final Pattern RATE = Pattern.compile("([0-9,]+) entries for each second");

    @Override
    public void run(Options options, Table table) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("ledger"));
        try (House house = House.open(folder.resolve("data"))) {
            if (house.sql()
                            .sql("select count(*) from evidence")
                            .query(Long.class)
                            .single()
                    == 0) {
                SampleLibrary.fill(
                        house.part(DataSource.class), LIBRARY, List.of(new Staff(house).person(Caller.Role.WEARER)));
            }
            Filing filing = new Filing(house);
            cost(filing, 1, ALONE_A_BLOCK, options.rounds() * BLOCKS_A_ROUND, table);
            cost(filing, CROWD, CROWD_A_BLOCK, options.rounds() * BLOCKS_A_ROUND, table);
            delay(filing, table);
            sequencing(house, filing, table);
        }
        verification(folder, table);
    }

    private static void cost(Filing filing, int callers, int each, int blocks, Table table) throws Exception {
        Times gated = new Times();
        Times bare = new Times();
        for (int block = -2; block < blocks; block++) {
            double alone = filing.block(callers, each, filing::bare);
            double recorded = filing.block(callers, each, filing::gated);
            filing.settle();
            if (block >= 0) {
                bare.add(alone);
                gated.add(recorded);
            }
        }
        table.add(Line.of(
                        "ledger: a change with attempt and outcome, " + callers + " at once",
                        gated.median(),
                        "ms",
                        Aim.ratioAtMost(1.3))
                .beside("the transaction alone", bare.median()));
    }

    private static void delay(Filing filing, Table table) throws Exception {
        Times times = new Times();
        for (int i = 0; i < TRICKLE; i++) {
            times.add(filing.untilPublished());
        }
        table.add(Line.of("ledger: published after, p95", times.percentile(95), "s", Aim.atMost(1)));
    }

    private static void sequencing(House house, Filing filing, Table table) throws Exception {
        SmartLifecycle sequencer = house.part("sequencer", SmartLifecycle.class);
        sequencer.stop();
        double each = filing.block(CROWD, BACKLOG / 2 / CROWD, filing::gated);
        table.add(Line.of("ledger: entries recorded, " + CROWD + " at once", 2 * CROWD * 1000 / each, "/s"));
        long waiting = filing.waiting();
        long start = System.nanoTime();
        sequencer.start();
        filing.settle();
        table.add(Line.of(
                "ledger: entries sequenced and published", waiting / Times.seconds(start), "/s", Aim.atLeast(5_000)));
    }

    /** The offline check of a long history, in a process of its own with one core and a small heap. */
    private static void verification(Path folder, Table table) throws IOException, InterruptedException {
        Path bundle = folder.resolve("long.zip");
        if (!Files.exists(bundle)) {
            verifySpeed(folder, "make", bundle.toString(), Integer.toString(VERIFIED), "3");
        }
        String said = verifySpeed(folder, "check", bundle.toString(), "5");
        Times rates = new Times();
        Matcher rate = RATE.matcher(said);
        while (rate.find()) {
            rates.add(Double.parseDouble(rate.group(1).replace(",", "")));
        }
        table.add(Line.of(
                "ledger: entries of a bundle checked offline, one core", rates.median(), "/s", Aim.atLeast(100_000)));
    }

    private static String verifySpeed(Path folder, String... arguments) throws IOException, InterruptedException {
        Path trust = Path.of(System.getProperty("vidimus.house", "."), "trust", "target");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (arguments[0].equals("make") ? "512m" : "128m"),
                "-XX:ActiveProcessorCount=1",
                "-cp",
                trust.resolve("classes") + File.pathSeparator + trust.resolve("test-classes"),
                "org.vidimus.trust.VerifySpeed"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("verify.log").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("VerifySpeed ended badly, see " + folder.resolve("verify.log"));
        }
        return said;
    }
}
