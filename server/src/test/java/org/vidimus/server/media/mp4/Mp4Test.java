package org.vidimus.server.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.media.FramesOf;
import org.vidimus.server.media.TestFootage;

class Mp4Test {
    @Test
    void findsTheIndexAtTheEnd() throws IOException {
        Bytes bytes = Bytes.of(TestFootage.mp4());

        Mp4File file = Mp4File.read(bytes);

        assertThat(file.brand()).contains("isom");
        assertThat(file.indexComesLast()).isTrue();
        assertThat(file.movie(bytes).orElseThrow().tracks())
                .extracting(Track::format)
                .containsExactly("avc1", "mp4a");
    }

    @Test
    void readsSamplesWhereTheyLie() throws IOException {
        byte[] clip = TestFootage.mp4();
        Bytes bytes = Bytes.of(clip);

        Track video =
                Mp4File.read(bytes).movie(bytes).orElseThrow().tracks("avc1").getFirst();

        assertThat(video.samples(1000)).hasSize(75);
        Track.Sample second = video.samples(1000).get(1);
        assertThat(second.seconds()).isEqualTo(0.04);
        // A sample of H.264 begins with the length of its first unit, which fits into it.
        int unit = ByteBuffer.wrap(clip).getInt((int) second.offsetBytes());
        assertThat(unit).isPositive().isLessThan(second.lengthBytes());
    }

    @Test
    void putsTheIndexFirstWithoutChangingWhatIsSeen() throws Exception {
        byte[] clip = TestFootage.mp4();
        Bytes bytes = Bytes.of(clip);
        ForwardIndex forward = ForwardIndex.of(Mp4File.read(bytes), bytes).orElseThrow();

        ByteArrayOutputStream moved = new ByteArrayOutputStream();
        moved.write(clip, 0, (int) forward.headEnd());
        moved.writeBytes(forward.index());
        moved.write(clip, (int) forward.headEnd(), (int) (forward.oldIndex().start() - forward.headEnd()));

        assertThat(Mp4File.read(Bytes.of(moved.toByteArray())).indexComesLast()).isFalse();
        assertThat(FramesOf.file(moved.toByteArray())).isEqualTo(FramesOf.file(clip));
        assertThat(FramesOf.pipe(moved.toByteArray())).isEqualTo(FramesOf.file(clip));
    }

    /** Pictures of the second are shown in another order than they are decoded in. */
    @ParameterizedTest
    @ValueSource(strings = {"libopenh264", "mpeg4 -bf 2"})
    void makesAPlainFileOfFragmentsWithoutMovingThem(String encoder) throws Exception {
        List<String> options = new ArrayList<>(List.of("-c:v"));
        options.addAll(List.of(encoder.split(" ")));
        options.addAll(List.of("-b:v", "300k", "-g", "12", "-c:a", "aac"));
        options.addAll(List.of("-movflags", "+frag_keyframe+empty_moov+delay_moov+default_base_moof"));
        byte[] fragmented = TestFootage.clip("mp4", 3, options.toArray(String[]::new));
        Fragments fragments = new Fragments(slowly(fragmented));
        byte[] passed = fragments.readAllBytes();

        byte[] head = ProgressiveIndex.head(fragments);
        ByteArrayOutputStream served = new ByteArrayOutputStream();
        served.writeBytes(head);
        served.write(passed, (int) fragments.bodyOffsetBytes(), (int)
                (fragments.lengthBytes() - fragments.bodyOffsetBytes()));

        assertThat(passed).isEqualTo(fragmented);
        assertThat(FramesOf.file(served.toByteArray())).isEqualTo(FramesOf.file(fragmented));
        assertThat(FramesOf.file(served.toByteArray()).stream().filter(line -> line.startsWith("0,")))
                .hasSize(75);
        Bytes bytes = Bytes.of(served.toByteArray());
        assertThat(Mp4File.read(bytes).index().orElseThrow().find(bytes, "mvex"))
                .isEmpty();
        assertThat(FramesOf.durationMillis(served.toByteArray())).isBetween(2950L, 3100L);
    }

    @Test
    void bearsAnyFlipAndAnyCut() {
        byte[] clip = TestFootage.mp4();
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            byte[] hurt = Arrays.copyOf(clip, random.nextBoolean() ? clip.length : random.nextInt(clip.length));
            for (int flips = 0; flips < 40 && hurt.length > 0; flips++) {
                // Mostly in the index, which is what is read.
                int at = hurt.length - 1 - random.nextInt(Math.min(hurt.length, 4000));
                hurt[at] ^= (byte) (1 << random.nextInt(8));
            }
            assertThatCode(() -> assertThat(readAll(hurt)).isNotNegative())
                    .as("hurt " + i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void allocatesNothingForACountThatIsNotThere() throws IOException {
        byte[] clip = TestFootage.mp4();
        int sizes = indexOf(clip, "stsz");
        ByteBuffer.wrap(clip = clip.clone()).putInt(sizes + 12, 0xffff_ffff);
        Bytes bytes = Bytes.of(clip);

        assertThat(Mp4File.read(bytes)
                        .movie(bytes)
                        .orElseThrow()
                        .tracks("avc1")
                        .getFirst()
                        .samples(1_000_000))
                .hasSize(75);
    }

    @Test
    void namesAFragmentThatIsGone() {
        FragmentSequence sequence = new FragmentSequence();
        for (int number : new int[] {1, 2, 3, 5, 6, 7, 8, 9}) {
            sequence.next(ByteBuffer.allocate(16)
                    .putInt(16)
                    .putInt(0x6d666864)
                    .putInt(0)
                    .putInt(number)
                    .array());
        }

        assertThat(sequence.missing()).contains("fragment 4 is missing");
        sequence.cutOff();
        assertThat(sequence.missing().orElseThrow()).contains("the last fragment is cut off");
    }

    /** Reads everything there is to read, and says how much there was of it. */
    private static int readAll(byte[] file) throws IOException {
        Bytes bytes = Bytes.of(file);
        Mp4File top = Mp4File.read(bytes);
        int read = 0;
        if (top.movie(bytes).isPresent()) {
            Movie movie = top.movie(bytes).get();
            for (Track track : movie.tracks()) {
                read += track.samples(100_000).size();
            }
            read += movie.keyedText("com.apple.quicktime.location.ISO6709").isPresent() ? 1 : 0;
            read += movie.userText("\u00a9xyz").isPresent() ? 1 : 0;
        }
        read += ForwardIndex.of(top, bytes).isPresent() ? 1 : 0;
        return read + (top.another(bytes) ? 1 : 0);
    }

    private static int indexOf(byte[] bytes, String type) {
        for (int i = bytes.length - 8; i > 0; i--) {
            if (bytes[i] == type.charAt(0)
                    && bytes[i + 1] == type.charAt(1)
                    && bytes[i + 2] == type.charAt(2)
                    && bytes[i + 3] == type.charAt(3)) {
                // The last one in the file may be of the sound; the picture's comes first.
                int before = i - 1;
                while (before > 0
                        && !(bytes[before] == 's'
                                && bytes[before + 1] == 't'
                                && bytes[before + 2] == 's'
                                && bytes[before + 3] == 'z')) {
                    before--;
                }
                return before > 0 ? before : i;
            }
        }
        throw new IllegalArgumentException("no " + type);
    }

    /** Gives a few bytes at a time, so that boxes are cut everywhere. */
    private static InputStream slowly(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 13));
            }
        };
    }
}
