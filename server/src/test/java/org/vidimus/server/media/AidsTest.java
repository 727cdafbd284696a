package org.vidimus.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AidsTest {
    private static FrameTimes frames(String csv) throws IOException {
        FrameTimes frames = new FrameTimes();
        frames.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.US_ASCII)));
        return frames;
    }

    @Test
    void writesFrameTimesAsRuns() throws IOException {
        // In the order of decoding, with one frame that an edit cuts away.
        FrameTimes frames =
                frames("-512,512,KD_\n0,512,K__\n1536,512,___\n512,512,___\n1024,512,___\n2600,512,___\n1/12800\n");

        assertThat(frames.count()).isEqualTo(5);
        assertThat(frames.json()).isEqualTo("{\"timescale\":12800,\"first\":0,\"runs\":[[3,512],[1,1064]]}");
        assertThat(frames.duration()).isEqualTo(Duration.ofMillis(243));
    }

    @Test
    void tellsUnevenTimesFromRoundedOnes() throws IOException {
        StringBuilder rounded = new StringBuilder("1/1000\n");
        StringBuilder uneven = new StringBuilder("1/1000\n");
        for (int i = 0; i < 200; i++) {
            rounded.append(Math.round(i * 1000 / 29.97)).append(",33,___\n");
            uneven.append(i * 40 + i % 7 * 15).append(",33,___\n");
        }

        assertThat(frames(rounded.toString()).uneven()).isFalse();
        assertThat(frames(rounded.toString()).frameRate())
                .hasValueSatisfying(rate -> assertThat(rate).isBetween(29.9, 30.1));
        assertThat(frames(uneven.toString()).uneven()).isTrue();
    }

    @Test
    void noticesAGap() throws IOException {
        StringBuilder csv = new StringBuilder("1/25\n");
        for (int i = 0; i < 100; i++) {
            csv.append(i < 50 ? i : i + 25).append(",1,___\n");
        }

        assertThat(frames(csv.toString()).gap()).contains("no picture for 1.0 s from 2.0 s on");
        assertThat(frames("1/25\n0,1,K\n1,1,_\n2,1,_\n").gap()).isEmpty();
        assertThat(frames("").json()).contains("\"runs\":[]");
    }

    @Test
    void keepsTheLoudestOfEachStretchAndNeverTooMany() {
        Waveform waveform = new Waveform();
        byte[] second = new byte[Waveform.SAMPLE_RATE];
        Arrays.fill(second, (byte) 128);
        for (int i = 0; i < 3600; i++) {
            second[100] = (byte) (i == 1800 ? 255 : 128);
            waveform.add(second);
        }

        String json = waveform.json();

        assertThat(json.chars().filter(c -> c == ',').count()).isLessThan(8200);
        assertThat(json).contains("254").contains("\"intervalMs\":640");
        assertThat(waveform.durationMillis()).isEqualTo(3_600_000);
    }

    @Test
    void keepsThumbnailsAtEvenTimes() {
        Thumbnails thumbnails = new Thumbnails();
        for (int i = 0; i < 1000; i++) {
            thumbnails.add(new byte[] {(byte) (i >> 8), (byte) i});
        }

        assertThat(thumbnails.pictures()).hasSizeBetween(75, 150);
        for (int i = 0; i < thumbnails.pictures().size(); i++) {
            byte[] picture = thumbnails.pictures().get(i);
            int number = (picture[0] & 0xff) << 8 | picture[1] & 0xff;
            assertThat(number).isEqualTo(i * thumbnails.step());
        }
    }
}
