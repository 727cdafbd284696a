package org.vidimus.server.media.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vidimus.server.media.TestFootage;

/**
 * Every damage done to every clip, with a sound file and without one, scored picture by picture; the table is written to
 * {@code target/salvage-campaign.csv}. {@code -Dsalvage.clips=} names a folder with more of them: {@code name.mp4} (or fmp4, ts,
 * mkv, avi, raw), and beside it {@code name.sound.mp4} where there is a sound file. {@code -Dsalvage.only=} picks clips and
 * damages by a pattern over {@code clip/damage}; {@code -Dsalvage.keep=} names a folder that gets all files.
 */
@Tag("long")
class SalvageCampaignTest {
    private record Clip(String name, String kind, byte[] file, byte @Nullable [] sound) {}

    @Test
    void neverCallsWholeWhatIsNotOfTheOriginal() throws IOException {
        List<String> table = new ArrayList<>(List.of("clip,damage,sound file," + Score.HEAD));
        String only = System.getProperty("salvage.only", ".*");
        List<String> wrong = new ArrayList<>();
        Path out = Path.of("target", "salvage-campaign.csv");
        Files.createDirectories(out.getParent());
        for (Clip clip : clips()) {
            if (!clip.name().matches(System.getProperty("salvage.clip", ".*"))) {
                continue;
            }
            Truth truth = Truth.of(clip.file());
            byte[] sound = clip.sound();
            for (Trials.Trial trial : Trials.of(clip.kind(), clip.file(), sound == null ? clip.file() : sound, truth)) {
                if (!(clip.name() + "/" + trial.name()).matches(only)) {
                    continue;
                }
                boolean boxes = clip.kind().endsWith("mp4") && sound != null;
                for (boolean helped : boxes ? new boolean[] {true, false} : new boolean[] {false}) {
                    List<Score.Made> made = Score.salvaged(trial.damaged(), helped ? sound : null);
                    kept(clip.name() + " " + trial.name() + (helped ? " helped" : ""), clip, trial, made);
                    Score score = Score.of(truth, made, trial.picture(), trial.sound());
                    String line = clip.name() + "," + trial.name().replace(",", ";") + "," + (helped ? "yes" : "no")
                            + "," + score.line();
                    // Bits can be flipped so that every decoder takes them: what the report says of "whole" names this.
                    if (score.wrong() > 0 && !trial.name().contains("flips")) {
                        wrong.add(line);
                    }
                    table.add(line);
                    Files.write(out, table);
                }
            }
        }
        System.out.println(String.join("\n", table));
        assertThat(table).hasSizeGreaterThan(1);
        assertThat(wrong).isEmpty();
    }

    /** For a look at one of them by hand. */
    private static void kept(String name, Clip clip, Trials.Trial trial, List<Score.Made> made) throws IOException {
        String folder = System.getProperty("salvage.keep", "");
        if (folder.isEmpty()) {
            return;
        }
        Path here = Files.createDirectories(Path.of(folder).resolve(name.replaceAll("[^A-Za-z0-9]+", "-")));
        Files.write(here.resolve("original." + clip.kind()), clip.file());
        Files.write(here.resolve("damaged." + clip.kind()), trial.damaged());
        for (int i = 0; i < made.size(); i++) {
            Files.write(here.resolve("made-" + i + ".mp4"), made.get(i).file());
            Files.writeString(
                    here.resolve("report-" + i + ".txt"),
                    made.get(i).report().toString().replace("Range[", "\nRange["));
        }
    }

    private static List<Clip> clips() throws IOException {
        List<Clip> clips = new ArrayList<>();
        String folder = System.getProperty("salvage.clips", "");
        if (!folder.isEmpty()) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.contains(".sound.")) {
                        continue;
                    }
                    String stem = name.substring(0, name.lastIndexOf('.'));
                    String kind = name.substring(name.lastIndexOf('.') + 1);
                    Path sound = file.resolveSibling(stem + ".sound." + kind);
                    clips.add(new Clip(
                            stem,
                            kind,
                            Files.readAllBytes(file),
                            Files.exists(sound) ? Files.readAllBytes(sound) : null));
                }
            }
            return clips;
        }
        String[] picture = {"-c:v", "libopenh264", "-b:v", "600k", "-g", "15"};
        String[] aac = {"-c:a", "aac", "-b:a", "96k"};
        String fragments = "+frag_keyframe+empty_moov+default_base_moof";
        clips.add(clip("aac", "mp4", "mp4", picture, aac));
        clips.add(clip("index first", "mp4", "mp4", picture, aac, new String[] {"-movflags", "+faststart"}));
        clips.add(clip("plain sound", "mp4", "mov", picture, new String[] {"-c:a", "pcm_s16le"}));
        clips.add(clip("fragments", "fmp4", "mp4", picture, aac, new String[] {"-movflags", fragments}));
        clips.add(clip("transport", "ts", "mpegts", picture, aac));
        clips.add(clip("matroska", "mkv", "matroska", picture, aac, new String[] {"-cluster_time_limit", "1000"}));
        clips.add(clip("avi", "avi", "avi", picture, new String[] {"-c:a", "pcm_s16le"}));
        clips.add(clip(
                "motion pictures", "avi", "avi", new String[] {"-c:v", "mjpeg"}, new String[] {"-c:a", "pcm_s16le"}));
        clips.add(clip("bare", "raw", "h264", picture, new String[] {"-an"}));
        return clips;
    }

    private static Clip clip(String name, String kind, String container, String[]... options) {
        String[] all = Stream.of(options).flatMap(Stream::of).toArray(String[]::new);
        return new Clip(name, kind, TestFootage.clip(container, 6, all), TestFootage.clip(container, 3, all));
    }
}
