package org.vidimus.server.media.salvage.repair;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vidimus.server.media.mp4.Bytes;

/**
 * The whole packets of an MPEG transport stream (ISO/IEC 13818-1 §2.4.3), found again after every disturbance. As bytes it is the
 * stream of those packets alone, 188 bytes each, which any reader takes.
 */
public final class TransportPackets implements Bytes {
    private static final int PACKET = 188;
    private static final int IN_STEP = 4;
    private static final int MOST_LOSSES = 100_000;

    private final Source source;
    private final int spacing;
    private final int lead;
    private long[] starts = new long[64];
    private long[] firsts = new long[64];
    private int runs;
    private long packets;
    private long passedOver;
    private final List<Loss> losses = new ArrayList<>();

    /**
     * Packets of one stream that are missing.
     *
     * @param pid which stream
     * @param at of the first packet after them, in the source
     * @param clock of the last clock reference before them, in units of 90 kHz, or -1
     */
    public record Loss(int pid, long at, long clock) {}

    private TransportPackets(Source source, int spacing, int lead) {
        this.source = source;
        this.spacing = spacing;
        this.lead = lead;
    }

    /** @return with no packets if the bytes are no transport stream */
    public static TransportPackets of(Bytes bytes) throws IOException {
        Source source = new Source(bytes);
        TransportPackets best = new TransportPackets(source, PACKET, 0);
        for (int spacing : new int[] {188, 192, 204}) {
            // 192: four bytes of time before each packet; 204: sixteen of correction behind.
            TransportPackets tried = new TransportPackets(source, spacing, spacing == 192 ? 4 : 0);
            tried.find();
            if (tried.packets > best.packets) {
                best = tried;
            }
            if (best.packets * spacing > bytes.lengthBytes() * 3 / 4) {
                break;
            }
        }
        best.count();
        return best;
    }

    private void find() throws IOException {
        long at = 0;
        long length = source.lengthBytes();
        while (at + PACKET <= length) {
            if (!inStep(at)) {
                at++;
                passedOver++;
                continue;
            }
            if (runs == starts.length) {
                starts = Arrays.copyOf(starts, runs * 2);
                firsts = Arrays.copyOf(firsts, runs * 2);
            }
            starts[runs] = at;
            firsts[runs++] = packets;
            while (at + PACKET <= length && source.u8(at) == 0x47) {
                packets++;
                at += spacing;
            }
        }
        passedOver += Math.max(0, length - at);
    }

    private boolean inStep(long at) throws IOException {
        for (int i = 0; i < IN_STEP; i++) {
            long place = at + (long) i * spacing;
            if (place >= source.lengthBytes()) {
                return i > 0;
            }
            if (source.u8(place) != 0x47) {
                return false;
            }
        }
        return true;
    }

    /** Follows the counters of each stream (§2.4.3.3) to see what is missing. */
    private void count() throws IOException {
        Map<Integer, Integer> counters = new HashMap<>();
        long clock = -1;
        for (long packet = 0; packet < packets; packet++) {
            long at = place(packet);
            int pid = (source.u8(at + 1) & 0x1f) << 8 | source.u8(at + 2);
            int control = source.u8(at + 3) >> 4 & 3;
            int counter = source.u8(at + 3) & 15;
            boolean adapted = (control & 2) != 0 && source.u8(at + 4) > 0;
            int flags = adapted ? source.u8(at + 5) : 0;
            if ((flags & 0x10) != 0) {
                clock = source.u32(at + 6) * 2 + (source.u8(at + 10) >> 7);
            }
            if (pid == 0x1fff || (control & 1) == 0) {
                continue;
            }
            Integer before = counters.put(pid, counter);
            boolean announced = (flags & 0x80) != 0;
            boolean follows = before == null || counter == before || counter == (before + 1 & 15);
            if (!follows && !announced && losses.size() < MOST_LOSSES) {
                losses.add(new Loss(pid, at, clock));
            }
        }
    }

    private long place(long packet) {
        int run = Arrays.binarySearch(firsts, 0, runs, packet);
        run = run >= 0 ? run : -run - 2;
        return starts[run] + (packet - firsts[run]) * spacing;
    }

    public long packets() {
        return packets;
    }

    /** Bytes that belong to no packet. */
    public long passedOver() {
        return passedOver;
    }

    public List<Loss> losses() {
        return List.copyOf(losses);
    }

    @Override
    public long lengthBytes() {
        return packets * PACKET;
    }

    @Override
    public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
        if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes > lengthBytes() - lengthBytes) {
            throw new EOFException("bytes " + offsetBytes + "+" + lengthBytes + " of " + lengthBytes());
        }
        byte[] out = new byte[lengthBytes];
        int done = 0;
        while (done < lengthBytes) {
            long packet = (offsetBytes + done) / PACKET;
            int within = (int) ((offsetBytes + done) % PACKET);
            int n = Math.min(PACKET - within, lengthBytes - done);
            System.arraycopy(source.read(place(packet) + within, n), 0, out, done, n);
            done += n;
        }
        return out;
    }

    /** Bytes before each packet that belong to the carrier, not the stream. */
    int lead() {
        return lead;
    }
}
