package org.vidimus.cameras;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code vidimus cameras}. Ends with 0 (made), 1 (could not write) or 2 (bad options). */
public final class CamerasCommand {
    private static final String USAGE = """
            vidimus cameras --out DIR   a virtual fleet, the same one from the same seed
                --count N        cameras (20)                    --days D       that they have lived through (30)
                --seed S         (1)                             --until TIME   when the last came in (today 00:00 UTC)
                --physics NAME   plain, peukert, curve, sudden, cold, harsh     --step SECONDS   between readings (60)
                --footage DIR    use the .mp4 and .mov files there; without it small ones are made
                --padding MB     that made files are larger, for each minute (0)
                --recordings N   of the last shift on each card, the newest (4); 0 for logs alone
                --serial TEXT    in front of the numbers (CAM-)  --first N      the first number (1)
                --truth FILE     true capacities and endurances (DIR/truth.json)
                --live FACTOR    let them come, charge and leave, so much faster than the clock, until they reach the present""";

    private CamerasCommand() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), Clock.systemUTC(), out));
    }

    /** What {@code main} does, without ending the program. */
    public static int run(List<String> words, Clock clock, PrintStream out) {
        if (words.isEmpty() || words.contains("--help")) {
            out.println(USAGE);
            return words.isEmpty() ? 2 : 0;
        }
        try {
            Options options = Options.of(words, clock.instant());
            Footage footage = options.footage().isPresent()
                    ? Footage.given(options.footage().get())
                    : Footage.made(options.paddingPerMinute());
            Files.createDirectories(options.out());
            if (options.live().isPresent()) {
                new LiveFleet(options, footage, clock, out).run(options.live().get());
            } else {
                make(options, footage, out);
            }
            return 0;
        } catch (Options.Misused misused) {
            out.println("vidimus cameras: " + misused.getMessage());
            out.println(USAGE);
            return 2;
        } catch (IOException unable) {
            out.println("vidimus cameras: " + unable);
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** One camera after the other: a fleet of thousands needs no more memory than one camera's log, but for the truth. */
    private static void make(Options options, Footage footage, PrintStream out) throws IOException {
        VirtualFleet.Plan plan = options.plan();
        List<VirtualCamera> made = new ArrayList<>();
        long recordings = 0;
        for (int n = 0; n < plan.count(); n++) {
            VirtualCamera camera = VirtualFleet.live(plan, plan.firstNumber() + n);
            Path slot = options.out().resolve(String.format(Locale.ROOT, "slot-%03d", plan.firstNumber() + n));
            if (Files.exists(slot.resolve(CameraFolder.LIST))) {
                throw new IOException(slot + " holds a camera already");
            }
            CameraFolder folder = new CameraFolder(slot, camera);
            folder.record(footage, options.recordings());
            folder.log();
            folder.list(plan.until());
            recordings += Math.min(options.recordings(), camera.takes().size());
            camera.forgetLog();
            made.add(camera);
        }
        TruthFile.write(options.truth(), plan, made);
        out.println(plan.count() + " cameras, " + recordings + " recordings in " + options.out());
    }
}
