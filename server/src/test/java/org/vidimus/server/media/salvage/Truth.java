package org.vidimus.server.media.salvage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.vidimus.server.media.TestTools;

/** What one file holds, as ffmpeg alone reads it: each packet, and the digest of each picture that comes out of it. */
final class Truth {
    /** One packet. Times are seconds as a player shows them; the digest is the decoded picture's, or the packet's own of sound. */
    record Piece(double time, double decoded, long at, long size, boolean key, String digest) {}

    /** One thread: several decode differently after damage each time. */
    private static final List<String> BEFORE = List.of("-v", "quiet", "-copyts", "-threads", "1");

    private final List<Piece> pictures;
    private final List<Piece> sounds;

    private Truth(List<Piece> pictures, List<Piece> sounds) {
        this.pictures = pictures;
        this.sounds = sounds;
    }

    /** In the order in which they are coded. */
    List<Piece> pictures() {
        return pictures;
    }

    List<Piece> sounds() {
        return sounds;
    }

    /** @param input what stands before the input, such as the demuxer */
    static Truth of(byte[] file, String... input) {
        return new Truth(pieces(file, "v", true, input), pieces(file, "a", false, input));
    }

    private static List<Piece> pieces(byte[] file, String stream, boolean decode, String... input) {
        Map<Long, String> digests = digests(file, stream, decode, input);
        List<Piece> pieces = new ArrayList<>();
        List<String> lines = TestTools.probed(
                file,
                path -> arguments(
                        input,
                        path,
                        List.of("-v", "quiet"),
                        List.of(
                                "-select_streams",
                                stream + ":0",
                                "-show_entries",
                                "packet=pts,pts_time,dts,dts_time,size,pos,flags",
                                "-of",
                                "compact=p=0")));
        long dts;
        for (String line : lines) {
            Map<String, String> fields = new HashMap<>();
            for (String field : line.split("\\|")) {
                int at = field.indexOf('=');
                if (at > 0) {
                    fields.put(field.substring(0, at), field.substring(at + 1));
                }
            }
            if (!fields.containsKey("size")) {
                continue;
            }
            dts = number(fields, "dts", pieces.size());
            long pts = number(fields, "pts", dts);
            pieces.add(new Piece(
                    real(fields, "pts_time", real(fields, "dts_time", 0)),
                    real(fields, "dts_time", 0),
                    number(fields, "pos", -1),
                    number(fields, "size", 0),
                    fields.getOrDefault("flags", "").startsWith("K"),
                    digests.getOrDefault(pts, "")));
        }
        return pieces;
    }

    private static Map<Long, String> digests(byte[] file, String stream, boolean decode, String... input) {
        List<String> after = new ArrayList<>(List.of("-map", "0:" + stream + ":0"));
        if (!decode) {
            after.addAll(List.of("-c", "copy"));
            // Heads of AAC in a transport stream are the container's, not the sound's.
            after.addAll(file[0] == 0x47 ? List.of("-bsf:a", "aac_adtstoasc") : List.of());
        }
        after.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "framemd5", "pipe:1"));
        Map<Long, String> digests = new HashMap<>();
        boolean bare = file[0] == 0 && file[1] == 0 && file[2] <= 1;
        bare &= file[4] != 'f';
        for (String line : TestTools.listed(file, path -> arguments(input, path, BEFORE, after))) {
            String[] columns = line.split(",");
            if (!line.startsWith("#") && columns.length >= 6) {
                try {
                    long number = bare ? digests.size() : Long.parseLong(columns[2].strip());
                    digests.put(number, columns[5].strip());
                } catch (NumberFormatException e) {
                    continue;
                }
            }
        }
        return digests;
    }

    private static List<String> arguments(String[] input, Path path, List<String> before, List<String> after) {
        List<String> all = new ArrayList<>(before);
        all.addAll(Arrays.asList(input));
        all.addAll(List.of("-i", path.toString()));
        all.addAll(after);
        return all;
    }

    private static long number(Map<String, String> fields, String name, long otherwise) {
        try {
            return Long.parseLong(fields.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static double real(Map<String, String> fields, String name, double otherwise) {
        try {
            return Double.parseDouble(fields.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /**
     * Which pictures could be had from a wreck at best: untouched themselves, and so is all since decoding could last begin.
     * Pictures that nothing leans on are not told apart, so this is a little less than all.
     *
     * @param touched by the number of the packet
     */
    static boolean[] whole(List<Piece> pictures, LongFunction<Boolean> touched) {
        boolean[] whole = new boolean[pictures.size()];
        boolean broken = false;
        for (int i = 0; i < whole.length; i++) {
            boolean bad = touched.apply(i);
            broken = bad || broken && !pictures.get(i).key();
            whole[i] = !broken && !pictures.get(i).digest().isEmpty();
        }
        return whole;
    }

    static List<Piece> byTime(List<Piece> pieces) {
        return pieces.stream().sorted(Comparator.comparingDouble(Piece::time)).toList();
    }
}
