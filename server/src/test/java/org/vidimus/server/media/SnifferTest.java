package org.vidimus.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnifferTest {
    private static Format sniff(byte[] file) {
        return Sniffer.sniff(Arrays.copyOf(file, Math.min(file.length, Sniffer.HEAD_BYTES)));
    }

    private static Format sniff(String text) {
        return sniff(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knowsWhatOurOwnFfmpegWrites() {
        assertThat(sniff(TestFootage.mp4())).isEqualTo(Format.MP4);
        assertThat(sniff(TestFootage.fragmentedMp4())).isEqualTo(Format.MP4);
        assertThat(sniff(TestFootage.matroska())).isEqualTo(Format.MATROSKA);
        assertThat(sniff(TestFootage.motionJpegAvi())).isEqualTo(Format.AVI);
        assertThat(sniff(TestFootage.transportStream())).isEqualTo(Format.MPEG_TS);
        assertThat(sniff(TestFootage.wav())).isEqualTo(Format.WAV);
        assertThat(sniff(TestFootage.jpeg())).isEqualTo(Format.JPEG);
        assertThat(sniff(TestFootage.clip("mov", 1, "-c:v", "libopenh264", "-an")))
                .isEqualTo(Format.QUICKTIME);
        assertThat(sniff(TestFootage.clip("3gp", 1, "-c:v", "libopenh264", "-an")))
                .isEqualTo(Format.THREE_GP);
        assertThat(sniff(TestFootage.clip("flv", 1, "-c:v", "libopenh264", "-c:a", "aac")))
                .isEqualTo(Format.FLV);
        assertThat(sniff(TestFootage.clip("h264", 1, "-c:v", "libopenh264", "-an")))
                .isEqualTo(Format.H264);
        assertThat(sniff(TestFootage.clip("webm", 1, "-c:v", "libvpx-vp9", "-c:a", "libopus")))
                .isEqualTo(Format.WEBM);
        assertThat(sniff(TestFootage.clip("mp3", 1, "-vn"))).isEqualTo(Format.MP3);
        assertThat(sniff(TestFootage.clip("adts", 1, "-vn"))).isEqualTo(Format.AAC);
        assertThat(sniff(TestFootage.clip("flac", 1, "-vn"))).isEqualTo(Format.FLAC);
        assertThat(sniff(TestFootage.clip("ogg", 1, "-vn", "-c:a", "libopus"))).isEqualTo(Format.OGG);
        assertThat(sniff(TestFootage.clip("gif", 1, "-an", "-pix_fmt", "rgb8"))).isEqualTo(Format.GIF);
    }

    @Test
    void findsATransportStreamThatBeginsMidPacket() {
        byte[] whole = TestFootage.transportStream();

        assertThat(sniff(Arrays.copyOfRange(whole, 100, whole.length))).isEqualTo(Format.MPEG_TS);
    }

    @ParameterizedTest
    @CsvSource({
        "'#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/hostname', PLAYLIST",
        "'ffconcat version 1.0\nfile /etc/hostname', PLAYLIST",
        "'[playlist]\nFile1=a', PLAYLIST",
        "'<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk/></gpx>', GPX",
        "'<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>', TEXT",
        "'<!doctype html><script>alert(1)</script>', TEXT",
        "'{\"points\":[]}', JSON",
        "'$GPRMC,081836,A,3751.65,S,14507.36,E,000.0,360.0,130998,011.3,E*62', NMEA",
        "'WEBVTT\n\n00:00.000 --> 00:01.000\nhello', TEXT",
        "'plain words', TEXT",
        "'%PDF-1.7', PDF"
    })
    void takesNoTextForMedia(String text, Format format) {
        assertThat(sniff(text)).isEqualTo(format);
        assertThat(format.demuxer()).isEmpty();
    }

    @Test
    void knowsNothingOfNoise() {
        assertThat(sniff(new byte[0])).isEqualTo(Format.EMPTY);
        assertThat(sniff(new byte[1])).isEqualTo(Format.UNKNOWN);
        assertThat(sniff(new byte[100_000])).isEqualTo(Format.UNKNOWN);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(5000)];
            random.nextBytes(noise);
            assertThat(sniff(noise)).as("noise " + i).isIn(Format.UNKNOWN, Format.EMPTY, Format.TEXT);
        }
    }

    @Test
    void bearsAnyCutAndAnyFlip() {
        byte[] file = TestFootage.mp4();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] hurt = Arrays.copyOf(file, random.nextInt(200));
            for (int flips = 0; flips < 3 && hurt.length > 0; flips++) {
                hurt[random.nextInt(hurt.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(sniff(hurt)).isNotNull();
        }
    }
}
