package org.vidimus.server.media.salvage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vidimus.server.media.TestFootage;

/** Frames with headers tell their length; read without, they must come out the same. */
class AacFramesTest {
    @ParameterizedTest
    @CsvSource({
        "8000,1", "11025,2", "16000,1", "22050,2", "24000,1", "32000,2", "44100,1", "48000,2", "64000,1", "96000,2"
    })
    void areReadToTheirEndAtEveryRate(int rate, int channels) {
        byte[] file = TestFootage.made(
                java.util.List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "aevalsrc=exprs='0.4*sin(440*t*t)+0.3*random(0)|0.3*random(1)':s=" + rate + ":d=2",
                        "-ac",
                        Integer.toString(channels),
                        "-c:a",
                        "aac",
                        "-b:a",
                        Integer.toString(rate * channels)),
                "adts");
        int at = 0;
        int frames = 0;
        while (at + 7 < file.length) {
            int length = (file[at + 3] & 3) << 11 | (file[at + 4] & 0xff) << 3 | (file[at + 5] & 0xff) >> 5;
            int index = file[at + 2] >> 2 & 15;
            AacFrames reader = new AacFrames(index, channels);

            assertThat(reader.length(file, at + 7)).as("frame %d", frames).isEqualTo(length - 7);

            at += length;
            frames++;
        }
        assertThat(frames).isGreaterThan(10);
    }

    @Test
    void areNotFoundInNoise() {
        Random random = new Random(5);
        byte[] noise = new byte[8192];
        AacFrames reader = new AacFrames(3, 2);
        int found = 0;
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(noise);
            noise[0] = 0x21;
            found += reader.length(noise, 0) > 0 ? 1 : 0;
        }

        assertThat(found).isLessThanOrEqualTo(2);
    }
}
