package org.vidimus.server.media.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vidimus.server.media.TestFootage;

/** A dozen of the campaign's damages, scored picture by picture against the intact clip ({@link SalvageCampaignTest} does all). */
class SalvageScoreTest {
    private static final String[] PICTURE = {"-c:v", "libopenh264", "-b:v", "600k", "-g", "15"};
    private static final Map<String, Truth> TRUTHS = new ConcurrentHashMap<>();

    private static byte[] clip(String kind, int seconds) {
        String[] rest =
                switch (kind) {
                    case "fmp4" ->
                        new String[] {"-c:a", "aac", "-movflags", "+frag_keyframe+empty_moov+default_base_moof"};
                    case "mkv" -> new String[] {"-c:a", "aac", "-cluster_time_limit", "1000"};
                    case "avi" -> new String[] {"-c:a", "pcm_s16le"};
                    case "raw" -> new String[] {"-an"};
                    default -> new String[] {"-c:a", "aac"};
                };
        String container =
                switch (kind) {
                    case "ts" -> "mpegts";
                    case "mkv" -> "matroska";
                    case "raw" -> "h264";
                    case "avi" -> "avi";
                    default -> "mp4";
                };
        return TestFootage.clip(
                container,
                seconds,
                java.util.stream.Stream.of(PICTURE, rest)
                        .flatMap(java.util.stream.Stream::of)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, index zeroed",
        "mp4, index of another",
        "mp4, half the index",
        "mp4, head lost 64K",
        "mp4, sectors 4096",
        "mp4, 'no index, foreign sectors'",
        "fmp4, fragment lost",
        "fmp4, head zeroed",
        "ts, 60 packets lost",
        "ts, 4 bytes before each packet",
        "mkv, sectors 4096",
        "avi, cut",
        "raw, sectors FF"
    })
    void bringsBackEveryPictureThatIsThereAndCallsNoOtherWhole(String kind, String damage) throws IOException {
        byte[] file = clip(kind, 6);
        byte[] sound = clip(kind, 3);
        Truth truth = TRUTHS.computeIfAbsent(kind, _ -> Truth.of(file));
        Trials.Trial trial = Trials.of(kind, file, sound, truth).stream()
                .filter(one -> one.name().equals(damage))
                .findFirst()
                .orElseThrow();

        Score score = Score.of(
                truth,
                Score.salvaged(trial.damaged(), kind.endsWith("mp4") ? sound : null),
                trial.picture(),
                trial.sound());

        assertThat(score.recoverable()).isGreaterThan(70);
        assertThat(score.exact() + score.doubted()).as(score.line()).isGreaterThanOrEqualTo(score.recoverable());
        assertThat(score.doubted()).as(score.line()).isLessThan(2);
        assertThat(score.wrong()).as(score.line()).isZero();
        assertThat(score.silent()).as(score.line()).isZero();
        // A bare stream has no times to compare with.
        assertThat(kind.equals("raw") ? 0 : score.driftMs()).as(score.line()).isLessThanOrEqualTo(1);
        assertThat(score.soundWrong()).as(score.line()).isZero();
        assertThat(score.apartMs()).as(score.line()).isLessThan(40);
    }
}
