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
import org.vidimus.server.evidence.Original;
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

    Workbench(Decoding decoding, Shelf shelf, String program) {
        this.decoding = decoding;
        this.shelf = shelf;
        this.program = program;
    }

    /** Where what is found goes. */
    interface Shelf {
        /**
         * Stores all that the stream gives, sealed under the key of evidence that is yet to be, and read back.
         *
         * @return empty if the stream gave nothing
         */
        Optional<Stored> store(EvidenceId id, Filling filling) throws IOException;

        /** Opens what was stored. */
        InputStream open(Stored stored) throws IOException;

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
    record Job(Original original, Bytes bytes, Optional<Original> reference, Optional<Bytes> referenceBytes) {}

    /** @return how many recordings were found */
    int salvage(Job job) throws IOException {
        byte[] head = job.bytes().read(0, (int) Math.min(HEAD_BYTES, job.bytes().lengthBytes()));
        String kind = Decoding.kindOf(head);
        if (CardImage.is(job.bytes())) {
            return card(job);
        }
        if (kind.equals("MPEG_TS")) {
            return transport(job);
        }
        if (BY_FFMPEG.contains(kind)) {
            return rewrapped(job, kind, job.bytes(), List.of(), 0);
        }
        int found = 0;
        if (!kind.equals("H264") && !kind.equals("H265")) {
            found = recordings(job, job.bytes(), null, 0);
        }
        if (found == 0) {
            Optional<Recovered> bare = StartCodes.of(job.bytes());
            if (bare.isPresent()) {
                return one(job, job.bytes(), bare.get(), null, 0) ? 1 : 0;
            }
        }
        return found;
    }

    private int card(Job job) throws IOException {
        List<CardFile> files = CardImage.files(job.bytes());
        int found = 0;
        int done = 0;
        for (CardFile file : files) {
            shelf.progress(0.9 * done++ / files.size(), "file " + done + " of " + files.size());
            ExtentBytes bytes = new ExtentBytes(job.bytes(), file.extents());
            int before = found;
            byte[] head = bytes.read(0, (int) Math.min(HEAD_BYTES, bytes.lengthBytes()));
            String kind = Decoding.kindOf(head);
            found += BY_FFMPEG.contains(kind)
                    ? rewrapped(job, kind, bytes, List.of(), found)
                    : recordings(job, bytes, file, found);
            if (found - before > 0 && found >= MOST_RECORDINGS) {
                break;
            }
        }
        return found;
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
    private boolean one(Job job, Bytes bytes, Recovered recovered, @Nullable CardFile file, int number)
            throws IOException {
        List<FoundTrack> tracks =
                recovered.tracks().stream().filter(track -> track.count() > 0).toList();
        if (shelf.has(number)) {
            return true;
        }
        MovieFile movie = MovieFile.of(bytes, tracks);
        shelf.progress(0.3, "decoding");
        Reporting.Heard heard = new Reporting.Heard();
        boolean checked = decoding.soundFrames(false, copying(movie.stream()), heard::frame);
        Reporting.mark(tracks, heard.times());
        shelf.progress(0.6, "storing");
        Optional<Workbench.Stored> stored = shelf.store(EvidenceId.random(), taker -> taker.take(movie.stream()));
        if (stored.isEmpty()) {
            return false;
        }
        List<TrackReport> reports = tracks.stream()
                .map(track -> Reporting.track(track, checked || !heard.times().isEmpty()))
                .toList();
        shelf.keep(number, stored.get(), report(job, recovered, reports, stored.get(), file), name(job, file, number));
        return true;
    }

    private int transport(Job job) throws IOException {
        TransportPackets packets = TransportPackets.of(job.bytes());
        List<Report.Note> notes = new ArrayList<>();
        if (packets.passedOver() > 0) {
            notes.add(new Report.Note("bytes-outside-of-packets", packets.passedOver()));
        }
        if (!packets.losses().isEmpty()) {
            notes.add(new Report.Note("packets-missing-at", packets.losses().size()));
        }
        return packets.packets() == 0 ? 0 : rewrapped(job, "MPEG_TS", packets, notes, 0);
    }

    /** Containers that ffmpeg reads through damage by itself: its packets are the samples, told from those that decode. */
    private int rewrapped(Job job, String kind, Bytes bytes, List<Report.Note> notes, int number) throws IOException {
        if (shelf.has(number)) {
            return 1;
        }
        for (boolean matroska : new boolean[] {false, true}) {
            shelf.progress(0.2, "wrapping");
            Optional<Stored> stored = shelf.store(
                    EvidenceId.random(),
                    taker -> decoding.rewrap(kind, matroska, copying(streamOf(bytes)), taker::take));
            if (stored.isEmpty()) {
                continue;
            }
            shelf.progress(0.6, "decoding");
            Packets packets = new Packets();
            decoding.packets(matroska, copying(shelf.open(stored.get())), packets::packet);
            decoding.soundFrames(matroska, copying(shelf.open(stored.get())), packets::frame);
            if (packets.tracks().stream().allMatch(track -> track.whole() == 0)) {
                continue;
            }
            Recovered recovered = new Recovered(
                    Recovered.Method.REWRAPPED,
                    List.of(),
                    0,
                    bytes.lengthBytes(),
                    false,
                    notes.stream()
                            .map(note -> new Recovered.Note(note.code(), note.value()))
                            .toList(),
                    0);
            shelf.keep(
                    number,
                    stored.get(),
                    report(job, recovered, packets.tracks(), stored.get(), null),
                    name(job, null, number) + (matroska ? ".mkv" : ""));
            return 1;
        }
        return 0;
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
                named(job.original()),
                recovered.usesReference()
                        ? job.reference().map(Workbench::named).orElse(null)
                        : null,
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

    private static Report.Bytes named(Original original) {
        return new Report.Bytes(
                original.id().evidence().toString(),
                original.id().n(),
                original.name(),
                original.sha256().toString(),
                original.lengthBytes());
    }

    private static String name(Job job, @Nullable CardFile file, int number) {
        String from = file == null ? job.original().name() : file.name();
        String stem = from.replaceAll("\\.[A-Za-z0-9]{1,5}$", "");
        String shorter = stem.length() > 120 ? stem.substring(0, stem.offsetByCodePoints(0, 100)) : stem;
        return shorter + " (salvaged" + (number > 0 ? " " + (number + 1) : "") + ").mp4";
    }

    private static Decoding.Source copying(InputStream in) {
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
