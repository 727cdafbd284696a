package org.vidimus.server.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.media.ChildProcess.End;
import org.vidimus.server.media.ChildProcess.Limits;
import org.vidimus.server.media.ChildProcess.Result;
import org.vidimus.server.media.Toolbox.Tool;
import org.vidimus.server.media.mp4.Fragments;
import org.vidimus.server.media.mp4.ProgressiveIndex;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;

/**
 * Makes a viewing copy that every browser plays: H.264 and AAC in MP4. It is written in fragments, straight into the vault, and its
 * index is added behind when all is known; served, the index comes first.
 */
final class ProxyMaker {
    private static final int EDGE = 1280;
    private static final long MIB = 1024L * 1024;

    private final ChildProcess children;
    private final Workshop workshop;
    private final Vault vault;

    ProxyMaker(ChildProcess children, Workshop workshop, Vault vault) {
        this.children = children;
        this.workshop = workshop;
        this.vault = vault;
    }

    /** @param draft empty if nothing could be made, for the reason that {@code end} tells */
    record Made(Optional<Workshop.Draft> draft, End end, Result result) {}

    /** @param progress is told how far it is, from 0 to 1, now and then */
    Made make(OriginalId id, Input input, Media facts, Plan.Proxy plan, DoubleConsumer progress) throws IOException {
        ObjectId object = workshop.begin(id);
        Fragments[] seen = new Fragments[1];
        long length = input.source().lengthBytes();
        Limits limits = Limits.of(Pace.patience(length, facts), 256 * MIB + 4 * length);
        ChildProcess.Feed feed = input.feed();
        Result result = children.run(
                Tool.FFMPEG,
                arguments(input, facts, plan),
                limits,
                stdin -> feed.writeTo(new ProgressStream(stdin, length, progress)),
                stdout -> {
                    seen[0] = new Fragments(stdout);
                    workshop.append(object, 0, seen[0]);
                });
        Fragments fragments = seen[0];
        if (fragments == null || !fragments.any()) {
            return new Made(Optional.empty(), result.end() == End.DONE ? End.FAILED : result.end(), result);
        }
        return new Made(Optional.of(finish(id, object, fragments)), result.end(), result);
    }

    private Workshop.Draft finish(OriginalId id, ObjectId object, Fragments fragments) throws IOException {
        byte[] head = ProgressiveIndex.head(fragments);
        workshop.append(object, fragments.lengthBytes(), new ByteArrayInputStream(head));
        var digest = vault.digest(object);
        Rendition proxy = new Rendition(
                id,
                Rendition.PROXY,
                object,
                fragments.bodyOffsetBytes(),
                fragments.lengthBytes() - fragments.bodyOffsetBytes(),
                fragments.lengthBytes(),
                head.length,
                "video/mp4",
                digest.toString());
        return new Workshop.Draft(object, digest, List.of(proxy));
    }

    private static List<String> arguments(Input input, Media facts, Plan.Proxy plan) {
        List<String> arguments = new ArrayList<>(input.arguments("-fflags", "+genpts"));
        if (facts.width() != null) {
            arguments.addAll(List.of("-map", "0:v:0"));
            arguments.addAll(plan.copyPicture() ? List.of("-c:v", "copy") : picture(facts));
        }
        if (facts.audioCodec() != null) {
            arguments.addAll(List.of("-map", "0:a:0"));
            arguments.addAll(
                    plan.copySound() ? List.of("-c:a", "copy") : List.of("-c:a", "aac", "-ac", "2", "-b:a", "128k"));
        }
        // What the original says of itself may carry anything; a viewing copy carries none of it.
        arguments.addAll(
                List.of("-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-max_muxing_queue_size", "4096"));
        arguments.addAll(List.of("-movflags", "+frag_keyframe+empty_moov+delay_moov+default_base_moof"));
        arguments.addAll(List.of("-frag_duration", "5000000", "-f", "mp4", "pipe:1"));
        return arguments;
    }

    private static List<String> picture(Media facts) {
        List<String> filters = new ArrayList<>();
        filters.add("yadif=deint=interlaced");
        filters.add("scale='if(gte(iw,ih),min(" + EDGE + ",iw),-2)':'if(gte(iw,ih),-2,min(" + EDGE + ",ih))'");
        filters.add("scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar=1,format=yuv420p");
        return List.of(
                "-vf",
                String.join(",", filters),
                "-c:v",
                "libopenh264",
                "-b:v",
                Long.toString(bitRate(facts)),
                "-g",
                "60",
                "-fps_mode",
                "vfr");
    }

    /** A tenth of a bit a pixel, for the picture as it is shown. */
    private static long bitRate(Media facts) {
        double width = facts.width() == null ? EDGE : facts.width();
        double height = facts.height() == null ? EDGE : facts.height();
        double scale = Math.min(1, EDGE / Math.max(width, height));
        double rate = facts.frameRate() == null ? 30 : Math.min(60, facts.frameRate());
        return Math.clamp(Math.round(width * scale * height * scale * rate * 0.1), 200_000, 6_000_000);
    }

    /** Counts what the child has taken, and tells it not oftener than is of use. */
    private static final class ProgressStream extends java.io.FilterOutputStream {
        private static final Duration EVERY = Duration.ofMillis(1500);

        private final long all;
        private final DoubleConsumer progress;
        private long taken;
        private long toldAt = System.nanoTime();

        ProgressStream(java.io.OutputStream out, long all, DoubleConsumer progress) {
            super(out);
            this.all = Math.max(1, all);
            this.progress = progress;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            taken += length;
            if (System.nanoTime() - toldAt > EVERY.toNanos()) {
                toldAt = System.nanoTime();
                progress.accept(Math.min(1.0, (double) taken / all));
            }
        }
    }
}
