package org.vidimus.server.media.salvage.card;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the image of a small card, FAT32 or exFAT, as cameras leave them: just enough of either for a reader. */
public final class TestCard {
    public static final int CLUSTER = 4096;
    public static final int HEAP_AT = 64 * 1024;
    private static final int TABLE_AT = 16 * 1024;
    private static final int CLUSTERS = 4096;

    private final boolean exFat;
    private final byte[] image = new byte[HEAP_AT + CLUSTERS * CLUSTER];
    private final ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    private final List<String> names = new ArrayList<>();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int next = 3;

    public TestCard(boolean exFat) {
        this.exFat = exFat;
        if (exFat) {
            System.arraycopy("EXFAT   ".getBytes(StandardCharsets.ISO_8859_1), 0, image, 3, 8);
            bytes.putInt(80, TABLE_AT / 512)
                    .putInt(84, 32)
                    .putInt(88, HEAP_AT / 512)
                    .putInt(92, CLUSTERS)
                    .putInt(96, 2);
            image[108] = 9;
            image[109] = 3;
        } else {
            int tableSectors = (HEAP_AT - TABLE_AT) / 512;
            bytes.putShort(11, (short) 512)
                    .put(13, (byte) 8)
                    .putShort(14, (short) (TABLE_AT / 512))
                    .put(16, (byte) 1);
            bytes.putInt(32, image.length / 512).putInt(36, tableSectors).putInt(44, 2);
        }
        bytes.putShort(510, (short) 0xaa55);
        link(2, -1);
    }

    private void link(int cluster, int to) {
        bytes.putInt(TABLE_AT + cluster * 4, to < 0 ? 0x0fffffff : to);
    }

    /** @param gap clusters of something else after a third of the file; 0 for a file in one piece */
    public void add(String name, byte[] content, int gap) {
        int clusters = (content.length + CLUSTER - 1) / CLUSTER;
        int first = next;
        int before = -1;
        for (int i = 0; i < clusters; i++) {
            if (gap > 0 && i == clusters / 3) {
                Arrays.fill(image, HEAP_AT + (next - 2) * CLUSTER, HEAP_AT + (next + gap - 2) * CLUSTER, (byte) 0x55);
                next += gap;
            }
            int at = HEAP_AT + (next - 2) * CLUSTER;
            System.arraycopy(content, i * CLUSTER, image, at, Math.min(CLUSTER, content.length - i * CLUSTER));
            if (before > 0) {
                link(before, next);
            }
            before = next++;
        }
        link(before, -1);
        names.add(name);
        if (exFat) {
            exFatEntry(name, first, content.length, gap == 0);
        } else {
            fatEntry(name, first, content.length);
        }
    }

    private void fatEntry(String name, int first, int length) {
        ByteBuffer entry = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        String[] parts = name.split("\\.");
        entry.put(0, String.format("%-8s%-3s", parts[0], parts[1]).getBytes(StandardCharsets.ISO_8859_1))
                .put(11, (byte) 0x20);
        entry.putShort(20, (short) (first >> 16)).putShort(26, (short) first).putInt(28, length);
        directory.writeBytes(entry.array());
    }

    private void exFatEntry(String name, int first, long length, boolean onePiece) {
        ByteBuffer entry = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        entry.put(0, (byte) 0x85).put(1, (byte) 2).putShort(4, (short) 0x20);
        entry.put(32, (byte) 0xc0).put(33, (byte) (onePiece ? 3 : 1)).put(35, (byte) name.length());
        entry.putLong(40, length).putInt(52, first).putLong(56, length);
        entry.put(64, (byte) 0xc1);
        for (int i = 0; i < name.length(); i++) {
            entry.putChar(66 + i * 2, name.charAt(i));
        }
        directory.writeBytes(entry.array());
    }

    /** As cameras do: the entry is marked, the clusters are freed, the bytes stay. */
    public void delete(String name) {
        byte[] entries = directory.toByteArray();
        int size = exFat ? 96 : 32;
        int at = names.indexOf(name) * size;
        int first = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN).getInt(exFat ? at + 52 : at + 26) & 0xffff;
        if (exFat) {
            entries[at] &= 0x7f;
            entries[at + 32] &= 0x7f;
            entries[at + 64] &= 0x7f;
        } else {
            entries[at] = (byte) 0xe5;
        }
        int cluster = first;
        while (cluster > 1 && cluster < CLUSTERS) {
            int then = bytes.getInt(TABLE_AT + cluster * 4) & 0x0fffffff;
            bytes.putInt(TABLE_AT + cluster * 4, 0);
            cluster = then;
        }
        directory.reset();
        directory.writeBytes(entries);
    }

    public byte[] image() {
        byte[] entries = directory.toByteArray();
        System.arraycopy(entries, 0, image, HEAP_AT, entries.length);
        return Arrays.copyOf(image, HEAP_AT + (next + 4) * CLUSTER);
    }

    /** The directory is gone, and the table of clusters with it or not. */
    public byte[] withoutDirectory(boolean tableToo) {
        byte[] whole = image();
        Arrays.fill(whole, HEAP_AT, HEAP_AT + CLUSTER, (byte) 0);
        if (tableToo) {
            Arrays.fill(whole, TABLE_AT, HEAP_AT, (byte) 0);
        }
        return whole;
    }
}
