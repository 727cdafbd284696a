package org.vidimus.server.media.salvage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.media.Decoding;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.Report.TrackReport;
import org.vidimus.server.media.salvage.card.CardFile;
import org.vidimus.server.media.salvage.card.CardImage;
import org.vidimus.server.media.salvage.card.ExtentBytes;
import org.vidimus.server.media.salvage.repair.FoundTrack;
import org.vidimus.server.media.salvage.repair.MovieFile;
import org.vidimus.server.media.salvage.repair.Recovered;
import org.vidimus.server.media.salvage.repair.Repair;
import org.vidimus.server.media.salvage.repair.Rewrapped;
import org.vidimus.server.media.salvage.repair.StartCodes;
import org.vidimus.server.media.salvage.repair.TransportPackets;

/**
 * Finds what an original holds, whatever kind of file it is, and hands each recording over to be stored. Knows no database: what
 * is stored where is the business of {@link Shelf}.
 */
final class Workbench {
    private static final Set<String> BY_FFMPEG = Set.of("MATROSKA", "WEBM", "AVI", "FLV", "MPEG_PS", "ASF");
    private static final int HEAD_BYTES = 64 * 1024;
    private static final int MOST_RECORDINGS = 1_000;

    private final Decoding decoding;
    private final Shelf shelf;
    private final String program;
    private final int mostRecordings;

    Workbench(Decoding decoding, Shelf shelf, String program) {
        this(decoding, shelf, program, MOST_RECORDINGS);
    }

    /** @param mostRecordings after which no other file of a card is looked into */
    Workbench(Decoding decoding, Shelf shelf, String program, int mostRecordings) {
        this.decoding = decoding;
        this.shelf = shelf;
        this.program = program;
        this.mostRecordings = mostRecordings;
    }

    /** Where what is found goes. */
    interface Shelf {
        /**
         * Stores all that the stream gives, sealed under the key of evidence that is yet to be, and read back.
         *
         * @return empty if the stream gave nothing
         */
        Optional<Stored> store(EvidenceId id, Filling filling) throws IOException;

        /** Opens what was stored, for one thread; closed by the caller. */
        Decoding.ClosableBytes open(Stored stored) throws IOException;

        /** Removes what was stored and is not kept. */
        void discard(Stored stored);

        /** Keeps one recording with its report, by its number within the attempt. */
        void keep(int number, Stored stored, Report report, String name);

        void progress(double share, String step);

        /** Whether an earlier run of the same attempt kept the recording of that number. */
        boolean has(int number);
    }

    /** Gives bytes to be stored. */
    @FunctionalInterface
    interface Filling {
        void into(Taker taker) throws IOException;
    }

    /** Takes a stream to its end. */
    @FunctionalInterface
    interface Taker {
        void take(InputStream in) throws IOException;
    }

    /** Bytes at rest. */
    record Stored(EvidenceId id, org.vidimus.server.vault.ObjectId object, long lengthBytes, String sha256) {}

    /**
     * The two files of an attempt.
     *
     * @param reference a sound one of the same camera
     */
    record Job(Report.Bytes source, Bytes bytes, Optional<Report.Bytes> reference, Optional<Bytes> referenceBytes) {}

    /** @param said what a person should know of it beside its reports; empty for nothing */
    record Found(int recordings, String said) {}

    Found salvage(Job job) throws IOException {
        return CardImage.is(job.bytes()) ? card(job) : new Found(file(job, job.bytes(), null, 0), "");
    }

    /** @param before how many recordings were found in other files of the card */
    private int file(Job job, Bytes bytes, @Nullable CardFile file, int before) throws IOException {
        byte[] head = bytes.read(0, (int) Math.min(HEAD_BYTES, bytes.lengthBytes()));
        String kind = Decoding.kindOf(head);
        if (kind.equals("MPEG_TS")) {
            return transport(job, bytes, file, before);
        }
        if (BY_FFMPEG.contains(kind)) {
            return rewrapped(job, kind, bytes, List.of(), file, before);
        }
        int found = 0;
        if (!kind.equals("H264") && !kind.equals("H265")) {
            found = recordings(job, bytes, file, before);
        }
        if (found == 0) {
            Optional<Recovered> bare = StartCodes.of(bytes);
            if (bare.isPresent()) {
                return one(job, bytes, bare.get(), file, before) ? 1 : 0;
            }
        }
        return found;
    }

    private Found card(Job job) throws IOException {
        List<CardFile> files = CardImage.files(job.bytes());
        int found = 0;
        int done = 0;
        while (done < files.size() && found < mostRecordings) {
            CardFile file = files.get(done);
            shelf.progress(0.9 * done++ / files.size(), "file " + done + " of " + files.size());
            found += file(job, new ExtentBytes(job.bytes(), file.extents()), file, found);
        }
        return new Found(found, left(files.size() - done, files.size() >= CardImage.MOST_FILES));
    }

    private String left(int files, boolean more) {
        List<String> said = new ArrayList<>();
        if (files > 0) {
            said.add("It ended at " + mostRecordings + " recordings: " + files
                    + " files of the card were not looked into.");
        }
        if (more) {
            said.add("The card names more files than the " + CardImage.MOST_FILES + " that are looked for.");
        }
        return String.join(" ", said);
    }

    private int recordings(Job job, Bytes bytes, @Nullable CardFile file, int before) throws IOException {
        shelf.progress(0.05, "searching");
        int found = 0;
        for (Recovered recovered : Repair.of(bytes, job.referenceBytes())) {
            found += one(job, bytes, recovered, file, before + found) ? 1 : 0;
        }
        return found;
    }

    /** Checks every frame by decoding, stores the file, and keeps it with its report. */
    private boolean one(Job job, Bytes bytes, Recovered whole, @Nullable CardFile file, int number) throws IOException {
        List<FoundTrack> found =
                whole.tracks().stream().filter(track -> track.count() > 0).toList();
        if (shelf.has(number)) {
            return true;
        }
        shelf.progress(0.3, "decoding");
        Reporting.Heard heard = new Reporting.Heard();
        boolean checked = decoding.soundFrames(false, copying(MovieFile.of(bytes, found).stream()), heard::frame);
        Reporting.mark(found, heard);
        Poison poison = new Poison(decoding, bytes);
        List<FoundTrack> tracks = poison.without(found);
        MovieFile movie = MovieFile.of(bytes, tracks);
        Recovered recovered =
                poison.leftOut() == 0 ? whole : whole.with(new Recovered.Note("damaged-left-out", poison.leftOut()));
        shelf.progress(0.6, "storing");
        Optional<Workbench.Stored> stored = shelf.store(EvidenceId.random(), taker -> taker.take(movie.stream()));
        if (stored.isEmpty()) {
            return false;
        }
        List<TrackReport> reports = tracks.stream()
                .map(track -> Reporting.track(
                        track, checked || !heard.nothing(), recovered.method() != Recovered.Method.REWRAPPED))
                .toList();
        shelf.keep(number, stored.get(), report(job, recovered, reports, stored.get(), file), name(job, file, number));
        return true;
    }

    private int transport(Job job, Bytes bytes, @Nullable CardFile file, int number) throws IOException {
        TransportPackets packets = TransportPackets.of(bytes);
        List<Recovered.Note> notes = new ArrayList<>();
        if (packets.passedOver() > 0) {
            notes.add(new Recovered.Note("bytes-outside-of-packets", packets.passedOver()));
        }
        if (!packets.losses().isEmpty()) {
            notes.add(new Recovered.Note("packets-missing-at", packets.losses().size()));
        }
        return packets.packets() == 0 ? 0 : rewrapped(job, "MPEG_TS", packets, notes, file, number);
    }

    /**
     * Containers that ffmpeg reads through damage by itself: its packets are the samples. They are wrapped as MP4 first, so that
     * each is looked at as those of any other recording are, and only what MP4 does not take is kept as ffmpeg wrapped it.
     */
    private int rewrapped(
            Job job, String kind, Bytes bytes, List<Recovered.Note> notes, @Nullable CardFile file, int number)
            throws IOException {
        if (shelf.has(number)) {
            return 1;
        }
        shelf.progress(0.1, "wrapping");
        Optional<Stored> anew = boxes(kind, bytes);
        if (anew.isPresent()) {
            try (Decoding.ClosableBytes wrapped = shelf.open(anew.get())) {
                Optional<Recovered> recovered = Rewrapped.of(
                        wrapped,
                        bytes.lengthBytes(),
                        kind.equals("AVI") ? Rewrapped.Pace.COUNTED : Rewrapped.Pace.TIMED,
                        notes);
                if (recovered.isPresent() && one(job, wrapped, recovered.get(), file, number)) {
                    return 1;
                }
            } finally {
                shelf.discard(anew.get());
            }
        }
        Optional<Stored> stored =
                wrapped(kind, Decoding.Wrapping.MATROSKA, bytes).stored();
        return stored.isPresent() && keptAsWrapped(job, stored.get(), bytes.lengthBytes(), notes, file, number) ? 1 : 0;
    }

    /** As MP4 or QuickTime: the first that ffmpeg came to the end of, else the one in which there is most. */
    private Optional<Stored> boxes(String kind, Bytes bytes) throws IOException {
        Optional<Stored> most = Optional.empty();
        for (Decoding.Wrapping wrapping :
                List.of(Decoding.Wrapping.MP4_OF_AAC, Decoding.Wrapping.MP4, Decoding.Wrapping.QUICKTIME)) {
            Wrapped tried = wrapped(kind, wrapping, bytes);
            long before = most.map(Stored::lengthBytes).orElse(0L);
            boolean better = tried.stored().isPresent() && tried.stored().get().lengthBytes() > before;
            (better ? most : tried.stored()).ifPresent(shelf::discard);
            most = better ? tried.stored() : most;
            if (better && tried.toItsEnd()) {
                break;
            }
        }
        return most;
    }

    private record Wrapped(Optional<Stored> stored, boolean toItsEnd) {}

    private Wrapped wrapped(String kind, Decoding.Wrapping wrapping, Bytes bytes) throws IOException {
        boolean[] toItsEnd = new boolean[1];
        Optional<Stored> stored = shelf.store(
                EvidenceId.random(),
                taker -> toItsEnd[0] = decoding.rewrap(kind, wrapping, copying(streamOf(bytes)), taker::take));
        return new Wrapped(stored, toItsEnd[0]);
    }

    private boolean keptAsWrapped(
            Job job, Stored stored, long length, List<Recovered.Note> notes, @Nullable CardFile file, int number)
            throws IOException {
        shelf.progress(0.6, "decoding");
        Packets packets = new Packets();
        decoding.packets(true, copying(shelf, stored), packets::packet);
        decoding.soundFrames(true, copying(shelf, stored), packets::frame);
        List<TrackReport> tracks = packets.tracks();
        if (tracks.stream().allMatch(track -> track.whole() == 0)) {
            shelf.discard(stored);
            return false;
        }
        Recovered recovered = new Recovered(Recovered.Method.REWRAPPED, List.of(), 0, length, false, notes, 0);
        shelf.keep(
                number,
                stored,
                report(job, recovered, tracks, stored, file),
                name(job, file, number).replaceAll("mp4$", "mkv"));
        return true;
    }

    private static Decoding.Source copying(Shelf shelf, Stored stored) {
        return out -> {
            try (Decoding.ClosableBytes bytes = shelf.open(stored);
                    InputStream in = streamOf(bytes)) {
                in.transferTo(out);
            }
        };
    }

    private Report report(
            Job job, Recovered recovered, List<TrackReport> tracks, Stored stored, @Nullable CardFile file) {
        long until = tracks.stream()
                .flatMap(track -> track.ranges().stream())
                .mapToLong(Report.Range::untilMs)
                .max()
                .orElse(0);
        return new Report(
                Report.FORMAT,
                program,
                job.source(),
                recovered.usesReference() ? job.reference().orElse(null) : null,
                new Report.Bytes(stored.id().toString(), 1, "", stored.sha256(), stored.lengthBytes()),
                recovered.method().name(),
                file == null ? null : file.name() + " (" + file.origin() + ")",
                recovered.from(),
                recovered.until(),
                recovered.unrecognisedBytes(),
                until,
                Reporting.notes(recovered),
                tracks,
                Reporting.words(recovered, tracks));
    }

    private static String name(Job job, @Nullable CardFile file, int number) {
        String from = file == null ? job.source().name() : file.name();
        String stem = from.replaceAll("\\.[A-Za-z0-9]{1,5}$", "");
        String shorter = stem.length() > 120 ? stem.substring(0, stem.offsetByCodePoints(0, 100)) : stem;
        return shorter + " (salvaged" + (number > 0 ? " " + (number + 1) : "") + ").mp4";
    }

    static Decoding.Source copying(InputStream in) {
        return (OutputStream out) -> {
            try (in) {
                in.transferTo(out);
            }
        };
    }

    private static InputStream streamOf(Bytes bytes) {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] out, int offset, int length) throws IOException {
                int n = (int) Math.min(Math.min(length, 256 * 1024), bytes.lengthBytes() - at);
                if (n <= 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(bytes.read(at, n), 0, out, offset, n);
                at += n;
                return n;
            }
        };
    }
}
