package org.vidimus.server.media.salvage.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered.Method;

/** What is found is compared with what the undamaged file's own index says, sample by sample. */
class RepairTest {
    private static final String[] PICTURE = {"-c:v", "libopenh264", "-b:v", "600k"};

    /** A recording, and a sound one of the same camera. */
    record Shape(String name, byte[] file, byte[] reference) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(shape("aac", "mp4", "-g", "15", "-c:a", "aac", "-b:a", "96k"));
        shapes.add(shape("one group of pictures", "mp4", "-g", "1000", "-c:a", "aac", "-ac", "2"));
        shapes.add(shape("many slices", "mp4", "-g", "10", "-slices", "4", "-c:a", "aac"));
        shapes.add(shape("no sound", "mp4", "-g", "12", "-an"));
        shapes.add(shape("plain sound", "mov", "-g", "25", "-c:a", "pcm_s16le"));
        shapes.add(shape("index first", "mp4", "-g", "15", "-c:a", "aac", "-movflags", "+faststart"));
        shapes.add(shape("small chunks", "mp4", "-g", "15", "-c:a", "aac", "-max_interleave_delta", "1"));
        return shapes;
    }

    private static Shape shape(String name, String container, String... options) {
        return new Shape(name, clip(container, 6, options), clip(container, 3, options));
    }

    private static byte[] clip(String container, int seconds, String... options) {
        List<String> all = new ArrayList<>(List.of(PICTURE));
        all.addAll(List.of(options));
        return TestFootage.clip(container, seconds, all.toArray(String[]::new));
    }

    private static List<Recovered> repaired(byte[] damaged, byte @org.jspecify.annotations.Nullable [] reference)
            throws IOException {
        return Repair.of(Bytes.of(damaged), Optional.ofNullable(reference).map(Bytes::of));
    }

    private static List<FoundTrack> truth(byte[] file) throws IOException {
        return repaired(file, null).getFirst().tracks();
    }

    private static FoundTrack video(List<FoundTrack> tracks) {
        return tracks.stream().filter(FoundTrack::video).findFirst().orElseThrow();
    }

    private static List<String> samples(FoundTrack track) {
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < track.count(); i++) {
            samples.add(track.offset(i) + "+" + track.length(i) + " @" + (track.time(i) + track.shift(i))
                    + (track.sync(i) ? " sync" : ""));
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void findsEverySampleOfAFileWhoseIndexWasZeroed(Shape shape) throws IOException {
        int[] moov = Damaged.box(shape.file(), "moov");

        Recovered found = repaired(Damaged.zeroed(shape.file(), moov[0] + 8, moov[1] - 8), shape.reference())
                .getFirst();

        assertThat(found.method()).isEqualTo(Method.WALK);
        List<FoundTrack> truth = truth(shape.file());
        assertThat(found.tracks()).hasSameSizeAs(truth);
        assertThat(samples(video(found.tracks()))).isEqualTo(samples(video(truth)));
        for (FoundTrack wanted : truth) {
            FoundTrack got = found.tracks().stream()
                    .filter(track -> track.number() == wanted.number())
                    .findFirst()
                    .orElseThrow();
            assertThat(bytes(got)).isEqualTo(bytes(wanted));
            assertThat(got.gaps()).isEmpty();
        }
    }

    private static long bytes(FoundTrack track) {
        long sum = 0;
        for (int i = 0; i < track.count(); i++) {
            sum += track.length(i);
        }
        return sum;
    }

    @Test
    void makesNoFramesOfZerosThatWereSetAside() throws IOException {
        Shape shape = shapes().getFirst();

        Recovered found = repaired(Damaged.lostPower(shape.file(), 2 << 20), shape.reference())
                .getFirst();

        assertThat(video(found.tracks()).count())
                .isEqualTo(video(truth(shape.file())).count());
        assertThat(found.unrecognisedBytes()).isGreaterThanOrEqualTo(2 << 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void goesOnBehindEachHoleWithEveryFrameThatIsWhole(long seed) throws IOException {
        Shape shape = shapes().getFirst();
        byte[] damaged = Damaged.withoutIndex(shape.file());
        int[] mdat = Damaged.box(damaged, "mdat");
        Random random = new Random(seed);
        List<int[]> holes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int at = (mdat[0] + 20_000 + random.nextInt(mdat[1] - 40_000)) / 4096 * 4096;
            holes.add(new int[] {at, at + 4096});
            damaged = seed % 2 == 0
                    ? Damaged.zeroed(damaged, at, 4096)
                    : overwritten(damaged, at, Damaged.noise(4096, seed + i));
        }

        FoundTrack found = video(repaired(damaged, shape.reference()).getFirst().tracks());

        List<Long> wanted = new ArrayList<>();
        FoundTrack truth = video(truth(shape.file()));
        for (int i = 0; i < truth.count(); i++) {
            long from = truth.offset(i);
            long until = from + truth.length(i);
            if (holes.stream().noneMatch(hole -> from < hole[1] && until > hole[0])) {
                wanted.add(from);
            }
        }
        List<Long> whole = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            whole.add(found.offset(i));
        }
        assertThat(whole).containsAll(wanted);
    }

    private static byte[] overwritten(byte[] file, int at, byte[] with) {
        byte[] damaged = file.clone();
        System.arraycopy(with, 0, damaged, at, Math.min(with.length, file.length - at));
        return damaged;
    }

    @Test
    void tellsTheTimeOfAGapByTheNumbersOfPictures() throws IOException {
        Shape shape = shapes().getFirst();
        FoundTrack truth = video(truth(shape.file()));
        int from = (int) truth.offset(40);
        byte[] damaged = Damaged.zeroed(Damaged.withoutIndex(shape.file()), from, (int) (truth.offset(46) - from));

        FoundTrack found = video(repaired(damaged, shape.reference()).getFirst().tracks());

        assertThat(found.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(truth.time(40));
            assertThat(gap.until()).isEqualTo(truth.time(46));
        });
        assertThat(found.time(found.count() - 1)).isEqualTo(truth.time(truth.count() - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, -48, 37})
    void movesPlacesBackThatAreAllWrongAlike(int by) throws IOException {
        byte[] file = shapes().getFirst().file();

        Recovered found = repaired(Damaged.placesMoved(file, by), null).getFirst();

        assertThat(found.method()).isEqualTo(Method.INDEX_MOVED);
        assertThat(found.notes()).contains(new Recovered.Note("places-moved", -by));
        assertThat(samples(video(found.tracks())).getFirst())
                .isEqualTo(samples(video(truth(file))).getFirst());
        assertThat(samples(video(found.tracks()))).isEqualTo(samples(video(truth(file))));
    }

    @Test
    void findsBothOfTwoRecordingsThatWereJoinedBehindGarbage() throws IOException {
        byte[] one = shapes().get(0).file();
        byte[] other = shapes().get(5).file();

        List<Recovered> found = repaired(Damaged.joined(Damaged.noise(512, 9), one, other), null);

        assertThat(found).hasSize(2);
        assertThat(video(found.get(0).tracks()).count())
                .isEqualTo(video(truth(one)).count());
        assertThat(video(found.get(1).tracks()).count())
                .isEqualTo(video(truth(other)).count());
        assertThat(video(found.get(1).tracks()).offset(0))
                .isEqualTo(512 + one.length + video(truth(other)).offset(0));
    }

    @Test
    void losesOnlyWhatWasZeroedAtTheBeginning() throws IOException {
        byte[] file = shapes().getFirst().file();
        FoundTrack truth = video(truth(file));

        Recovered found = repaired(Damaged.zeroed(file, 0, 65_536), null).getFirst();

        long kept = java.util.stream.IntStream.range(0, truth.count())
                .filter(i -> truth.offset(i) >= 65_536)
                .count();
        FoundTrack video = video(found.tracks());
        long whole = java.util.stream.IntStream.range(0, video.count())
                .filter(i -> video.state(i) == State.WHOLE)
                .count();
        assertThat(whole).isEqualTo(kept);
    }

    @Test
    void keepsEveryFragmentBeforeTheCutAndSaysWhichIsMissing() throws IOException {
        byte[] file = TestFootage.fragmentedMp4();
        int whole = video(truth(file)).count();
        int[] second = fragment(file, 2);

        FoundTrack gapped = video(repaired(Damaged.without(file, second[0], second[1]), null)
                .getFirst()
                .tracks());
        FoundTrack cut = video(repaired(java.util.Arrays.copyOf(file, second[0] + 20), null)
                .getFirst()
                .tracks());

        assertThat(gapped.count()).isEqualTo(whole - 15);
        assertThat(gapped.gaps()).hasSize(1);
        assertThat(cut.count()).isEqualTo(30);
    }

    @Test
    void saysThatTheFirstFragmentsAreMissing() throws IOException {
        byte[] file = TestFootage.fragmentedMp4();
        FoundTrack whole = video(truth(file));
        int[] second = fragment(file, 1);
        int from = fragment(file, 0)[0];

        Recovered found = repaired(Damaged.without(file, from, second[0] + second[1] - from), null)
                .getFirst();

        FoundTrack picture = video(found.tracks());
        assertThat(picture.count()).isEqualTo(whole.count() - 30);
        assertThat(picture.gaps()).singleElement().satisfies(gap -> assertThat(gap)
                .extracting(FoundTrack.Gap::from, FoundTrack.Gap::until)
                .containsExactly(0L, picture.time(0)));
        assertThat(found.notes()).contains(new Recovered.Note("fragments-missing", 2));
        assertThat(repaired(file, null).getFirst().notes()).isEmpty();
    }

    @Test
    void readsFragmentsWithTheHeadOfASoundFile() throws IOException {
        byte[] file = TestFootage.fragmentedMp4();
        int[] moov = Damaged.box(file, "moov");
        int head = moov[0] + moov[1];

        Recovered found = repaired(java.util.Arrays.copyOfRange(file, head, file.length), file)
                .getFirst();

        assertThat(found.usesReference()).isTrue();
        assertThat(video(found.tracks()).count()).isEqualTo(video(truth(file)).count());
    }

    @Test
    void followsTheSamplesOfAFragmentWhoseHeadWasZeroed() throws IOException {
        byte[] file = TestFootage.fragmentedMp4();
        int[] fragment = fragment(file, 1);
        int[] moof = boxAt(file, fragment[0]);

        Recovered found = repaired(Damaged.zeroed(file, moof[0], moof[1]), null).getFirst();

        assertThat(video(found.tracks()).count()).isEqualTo(video(truth(file)).count());
        assertThat(found.notes()).extracting(Recovered.Note::code).contains("fragment-without-head");
    }

    /** Where a fragment, from 0, begins, and how long it is with its media. */
    private static int[] fragment(byte[] file, int number) {
        int at = 0;
        int seen = -1;
        while (at < file.length) {
            int[] box = boxAt(file, at);
            boolean moof = new String(file, at + 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals("moof");
            if (moof && ++seen == number) {
                return new int[] {at, box[1] + boxAt(file, at + box[1])[1]};
            }
            at += box[1];
        }
        throw new IllegalArgumentException("no fragment " + number);
    }

    private static int[] boxAt(byte[] file, int at) {
        return new int[] {at, java.nio.ByteBuffer.wrap(file).getInt(at)};
    }

    @Test
    void wrapsABareStream() throws IOException {
        byte[] stream = TestFootage.clip("h264", 3, "-c:v", "libopenh264", "-g", "15", "-an");

        Recovered found = StartCodes.of(Bytes.of(stream)).orElseThrow();

        assertThat(found.tracks().getFirst().count()).isEqualTo(75);
        MovieFile movie = MovieFile.of(Bytes.of(stream), found.tracks());
        FoundTrack again = video(repaired(movie.read(0, (int) movie.lengthBytes()), null)
                .getFirst()
                .tracks());
        assertThat(again.count()).isEqualTo(75);
        assertThat(again.state(40)).isEqualTo(State.WHOLE);
    }

    @Test
    void findsPacketsAgainAndCountsWhichAreMissing() throws IOException {
        byte[] stream = TestFootage.transportStream();
        byte[] damaged = Damaged.without(Damaged.without(stream, 188 * 200, 188 * 3), 0, 100);

        TransportPackets packets = TransportPackets.of(Bytes.of(damaged));

        assertThat(packets.packets()).isEqualTo(stream.length / 188 - 4);
        assertThat(packets.losses()).isNotEmpty();
        assertThat(packets.read(0, 1)[0]).isEqualTo((byte) 0x47);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1000, 200_000})
    void findsNothingInNoiseOrZeros(int length) throws IOException {
        byte[] reference = shapes().getFirst().reference();

        assertThat(repaired(Damaged.noise(length, 3), reference)).isEmpty();
        assertThat(repaired(new byte[length], reference)).isEmpty();
    }

    @Test
    void bearsAnyBytesInAnyTable() throws IOException {
        byte[] file = shapes().getFirst().file();
        byte[] fragmented = TestFootage.fragmentedMp4();
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] broken = (round % 2 == 0 ? file : fragmented).clone();
            int[] moov = Damaged.box(broken, "moov");
            for (int i = 0; i < 12; i++) {
                broken[moov[0] + random.nextInt(moov[1])] = (byte) random.nextInt();
            }
            for (Recovered found : repaired(broken, null)) {
                MovieFile movie = MovieFile.of(Bytes.of(broken), found.tracks());
                movie.read(movie.lengthBytes() - 1, 1);
            }
        }
    }

    @Test
    void writesWhatItReads() throws IOException {
        byte[] file = shapes().getFirst().file();
        List<FoundTrack> tracks = truth(file);

        MovieFile movie = MovieFile.of(Bytes.of(file), tracks);
        byte[] written = movie.stream().readAllBytes();

        assertThat(written).hasSize((int) movie.lengthBytes());
        FoundTrack before = video(tracks);
        FoundTrack after = video(truth(written));
        assertThat(after.count()).isEqualTo(before.count());
        for (int i = 0; i < before.count(); i++) {
            assertThat(java.util.Arrays.copyOfRange(
                            written, (int) after.offset(i), (int) after.offset(i) + after.length(i)))
                    .isEqualTo(java.util.Arrays.copyOfRange(
                            file, (int) before.offset(i), (int) before.offset(i) + before.length(i)));
            assertThat(after.time(i) + after.shift(i)).isEqualTo(before.time(i) + before.shift(i));
        }
    }

    /** Real footage, where it is at hand: never part of the repository. */
    @ParameterizedTest
    @CsvSource({
        "nomoov_whole_mdat.mp4, 195, 306",
        "nomoov_mdat_placeholder_zero_tail.mp4, 195, 306",
        "nomoov_cut_mdat_50.mp4, 97, 153",
        "moov_body_zeroed.mp4, 315, 493",
        "cut_inside_moov.mp4, 315, 493",
        "stco_shifted.mp4, 315, 493"
    })
    void findsAllOfWhatTheSharedTrialSetHides(String name, int pictures, int sound) throws IOException {
        Path folder = Path.of("..", "..", "shared", "media", "damaged");
        Assumptions.assumeTrue(Files.isDirectory(folder));
        byte[] reference = Files.readAllBytes(folder.resolve("reference_same_camera.mp4"));

        List<FoundTrack> tracks = repaired(Files.readAllBytes(folder.resolve(name)), reference)
                .getFirst()
                .tracks();

        assertThat(video(tracks).count()).isEqualTo(pictures);
        assertThat(tracks.stream()
                        .filter(FoundTrack::audio)
                        .findFirst()
                        .orElseThrow()
                        .count())
                .isEqualTo(sound);
    }
}
