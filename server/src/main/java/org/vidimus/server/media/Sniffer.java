package org.vidimus.server.media;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out what a file is from its first bytes. Names and declared types are not asked. */
final class Sniffer {
    /** How much of the file it wants to see. */
    static final int HEAD_BYTES = 64 * 1024;

    private static final Set<String> FIRST_BOXES = Set.of(
            "ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "moof", "sidx", "udta", "uuid", "prfl");
    private static final Set<String> SECOND_BOXES = Set.of(
            "ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "moof", "sidx", "udta", "uuid", "meta",
            "prfl", "mfra", "PICT");
    private static final Pattern NMEA = Pattern.compile("(?s)\\s*(?:\\S+[ ,;\\t])?\\$(?:G[A-Z]{4}|P[A-Z]{3,9}),.*");
    private static final Pattern PLAYLIST = Pattern.compile(
            "(?si)\\s*(?:#EXTM3U|ffconcat version|\\[playlist]|<asx|<smil|<mpd|\\[reference]|v=0\\r?\\no=).*");

    private final byte[] head;

    private Sniffer(byte[] head) {
        this.head = head;
    }

    /** @param head the first {@link #HEAD_BYTES} of the file, or all of it */
    static Format sniff(byte[] head) {
        if (head.length == 0) {
            return Format.EMPTY;
        }
        Sniffer sniffer = new Sniffer(head);
        return sniffer.signature()
                .or(sniffer::boxes)
                .or(sniffer::text)
                .or(sniffer::transportStream)
                .or(sniffer::elementaryVideo)
                .or(sniffer::mpegAudio)
                .orElse(Format.UNKNOWN);
    }

    private Optional<Format> signature() {
        if (starts(0, 0x1a, 0x45, 0xdf, 0xa3)) {
            return Optional.of(contains("webm", 64) ? Format.WEBM : Format.MATROSKA);
        }
        if (is(0, "RIFF") || is(0, "RF64")) {
            return is(8, "AVI ") ? Optional.of(Format.AVI) : is(8, "WAVE") ? Optional.of(Format.WAV) : Optional.empty();
        }
        if (starts(0, 0xff, 0xd8, 0xff)) {
            return Optional.of(Format.JPEG);
        }
        if (starts(0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(Format.PNG);
        }
        if (is(0, "GIF87a") || is(0, "GIF89a")) {
            return Optional.of(Format.GIF);
        }
        if (is(0, "fLaC")) {
            return Optional.of(Format.FLAC);
        }
        if (is(0, "OggS")) {
            return Optional.of(Format.OGG);
        }
        if (starts(0, 'F', 'L', 'V', 1)) {
            return Optional.of(Format.FLV);
        }
        if (starts(0, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11)) {
            return Optional.of(Format.ASF);
        }
        if (is(0, "#!AMR")) {
            return Optional.of(Format.AMR);
        }
        if (is(0, "%PDF-")) {
            return Optional.of(Format.PDF);
        }
        if (starts(0, 'P', 'K', 3, 4) || starts(0, 'P', 'K', 5, 6)) {
            return Optional.of(Format.ZIP);
        }
        if (starts(0, 0, 0, 1, 0xba)) {
            return Optional.of(Format.MPEG_PS);
        }
        return is(0, "ID3") ? Optional.of(afterTag()) : Optional.empty();
    }

    /** An ID3 tag stands before MP3 mostly, and before AAC and FLAC sometimes. */
    private Format afterTag() {
        if (head.length < 10) {
            return Format.MP3;
        }
        int tag = (head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | head[9] & 0x7f;
        int at = 10 + tag;
        return is(at, "fLaC") ? Format.FLAC : adts(at) ? Format.AAC : Format.MP3;
    }

    private Optional<Format> boxes() {
        if (head.length < 16) {
            return Optional.empty();
        }
        String type = latin(4, 4);
        long size = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt());
        boolean possible = size == 0 || size == 1 || size >= 8;
        if (!FIRST_BOXES.contains(type) || !possible) {
            return Optional.empty();
        }
        if (type.equals("ftyp")) {
            return Optional.of(branded(8));
        }
        // Four letters alone could be chance: the box after it has to be one too, as far as it can be seen.
        if (size >= 8 && size + 8 <= head.length && !SECOND_BOXES.contains(latin((int) size + 4, 4))) {
            return Optional.empty();
        }
        boolean brandFollows = size >= 8
                && size + 12 <= head.length
                && latin((int) size + 4, 4).equals("ftyp");
        return Optional.of(brandFollows ? branded((int) size + 8) : Format.MP4);
    }

    private Format branded(int at) {
        String brand = latin(at, 4);
        return switch (brand) {
            case "qt  " -> Format.QUICKTIME;
            case "avif", "avis" -> Format.AVIF;
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" ->
                compatible(at, "avif") ? Format.AVIF : Format.HEIF;
            default -> brand.startsWith("3g") ? Format.THREE_GP : Format.MP4;
        };
    }

    private boolean compatible(int at, String brand) {
        return contains(brand, Math.min(head.length, at + 64));
    }

    /** Packets of 188 bytes, or 192 with a time stamp before, or 204 with a checksum after, from anywhere in the first. */
    private Optional<Format> transportStream() {
        for (int packet : new int[] {188, 192, 204}) {
            for (int start = 0; start < packet && start + 4 * packet < head.length; start++) {
                if (inStep(start, packet)) {
                    return Optional.of(Format.MPEG_TS);
                }
            }
        }
        return Optional.empty();
    }

    private boolean inStep(int start, int packet) {
        int there = 0;
        for (int at = start; at < head.length && there < 20; at += packet) {
            // The two bits after the scrambling control say what a packet holds; both at zero are reserved.
            boolean packetHead = head[at] == 0x47 && (at + 3 >= head.length || (head[at + 3] & 0x30) != 0);
            if (!packetHead) {
                return false;
            }
            there++;
        }
        return there >= 5;
    }

    /** Bare H.264 or H.265 after start codes (Annex B): the first unit is a parameter set or a delimiter. */
    private Optional<Format> elementaryVideo() {
        int at = starts(0, 0, 0, 0, 1) ? 4 : starts(0, 0, 0, 1) ? 3 : -1;
        if (at < 0 || at + 2 > head.length) {
            return Optional.empty();
        }
        int unit = head[at] & 0xff;
        int next = head[at + 1] & 0xff;
        int type265 = unit >> 1 & 0x3f;
        boolean h265 = (unit & 0x81) == 0 && next == 1 && (type265 >= 32 && type265 <= 35 || type265 == 39);
        if (h265) {
            return Optional.of(Format.H265);
        }
        int type264 = unit & 0x1f;
        boolean h264 =
                (unit & 0x80) == 0 && (type264 == 7 || type264 == 9 || type264 == 6 || type264 == 5 || type264 == 1);
        return h264 ? Optional.of(Format.H264) : Optional.empty();
    }

    /** Frames of MPEG audio without a tag: a header, and two more where it says they are. */
    private Optional<Format> mpegAudio() {
        if (adts(0)) {
            return Optional.of(Format.AAC);
        }
        int at = 0;
        for (int frames = 0; frames < 3; frames++) {
            int length = mpegFrame(at);
            if (length == 0) {
                return Optional.empty();
            }
            at += length;
        }
        return Optional.of(Format.MP3);
    }

    /** Length of an MPEG audio layer III frame (ISO/IEC 11172-3 §2.4.1.3), or 0. */
    private int mpegFrame(int at) {
        if (at + 4 > head.length || (head[at] & 0xff) != 0xff || (head[at + 1] & 0xe6) != 0xe2) {
            return 0;
        }
        int version = head[at + 1] >> 3 & 3;
        int rateIndex = head[at + 2] >> 2 & 3;
        int bits = head[at + 2] >> 4 & 15;
        if (version == 1 || rateIndex == 3 || bits == 0 || bits == 15) {
            return 0;
        }
        int[] one = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
        int[] two = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
        int rate = new int[] {44_100, 48_000, 32_000}[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int kilobits = version == 3 ? one[bits] : two[bits];
        int padding = head[at + 2] >> 1 & 1;
        return (version == 3 ? 144_000 : 72_000) * kilobits / rate + padding;
    }

    /** Two ADTS headers where the first says the second is. */
    private boolean adts(int at) {
        for (int frames = 0; frames < 2; frames++) {
            if (at < 0 || at + 7 > head.length || (head[at] & 0xff) != 0xff || (head[at + 1] & 0xf6) != 0xf0) {
                return false;
            }
            int length = (head[at + 3] & 3) << 11 | (head[at + 4] & 0xff) << 3 | (head[at + 5] & 0xff) >> 5;
            if (length < 7) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private Optional<Format> text() {
        String text = readable();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String small = text.strip().toLowerCase(Locale.ROOT);
        if (PLAYLIST.matcher(text).matches()) {
            return Optional.of(Format.PLAYLIST);
        }
        if (small.startsWith("<")
                && Pattern.compile("<(?:\\w+:)?gpx[\\s>]").matcher(small).find()) {
            return Optional.of(Format.GPX);
        }
        if (small.startsWith("{") || small.startsWith("[")) {
            return Optional.of(Format.JSON);
        }
        return Optional.of(NMEA.matcher(text).matches() ? Format.NMEA : Format.TEXT);
    }

    /** The head as text, if it is UTF-8 without control characters; a character cut in two at its end is forgiven. */
    private String readable() {
        int end = head.length;
        for (int back = 0; back < 4; back++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(head, 0, Math.max(0, end - back)))
                        .toString();
                boolean printable = text.codePoints().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
                return printable ? text.startsWith("\ufeff") ? text.substring(1) : text : "";
            } catch (CharacterCodingException e) {
                if (head.length < HEAD_BYTES) {
                    return "";
                }
            }
        }
        return "";
    }

    private boolean starts(int at, int... bytes) {
        if (at < 0 || at + bytes.length > head.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean is(int at, String text) {
        return starts(at, text.chars().toArray());
    }

    private boolean contains(String text, int within) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + wanted.length <= Math.min(within, head.length); at++) {
            if (Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private String latin(int at, int length) {
        return at < 0 || at + length > head.length ? "" : new String(head, at, length, StandardCharsets.ISO_8859_1);
    }
}
