package org.vidimus.server.media.salvage.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.media.mp4.Bytes;

/**
 * A FAT32 or exFAT volume (Microsoft's FAT specification of 2000, exFAT specification of 2019) as far as its boot sector and its
 * table of clusters are there. Nothing of it is believed further than the image reaches.
 *
 * @param start of the volume in the image
 * @param table start of its table of clusters
 * @param heap start of its second cluster, from which clusters are counted
 */
record Volume(
        Bytes image, boolean exFat, long start, long table, long heap, int clusterBytes, long clusters, long root) {
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_FOLDERS = 10_000;
    private static final int DEEPEST = 64;

    /** The volume of an image, at its beginning or behind a partition table, by its boot sector or the copy of that. */
    static Optional<Volume> of(Bytes image) throws IOException {
        List<Long> starts = new ArrayList<>(List.of(0L));
        if (image.lengthBytes() >= 512) {
            ByteBuffer sector = little(image.read(0, 512));
            for (int entry = 446; entry < 510; entry += 16) {
                long first = Integer.toUnsignedLong(sector.getInt(entry + 8)) * 512;
                if (first > 0 && first < image.lengthBytes() - 512) {
                    starts.add(first);
                }
            }
        }
        for (long start : starts) {
            // Where the boot sector is gone its copy serves: at sector 6 of FAT32, 12 of exFAT.
            for (long copy : new long[] {0, 6, 12}) {
                Optional<Volume> volume = at(image, start, start + copy * 512);
                if (volume.isPresent()) {
                    return volume;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Volume> at(Bytes image, long start, long boot) throws IOException {
        if (boot + 512 > image.lengthBytes()) {
            return Optional.empty();
        }
        byte[] bytes = image.read(boot, 512);
        ByteBuffer sector = little(bytes);
        if ((sector.getShort(510) & 0xffff) != 0xaa55) {
            return Optional.empty();
        }
        boolean exFat = new String(bytes, 3, 8, StandardCharsets.ISO_8859_1).equals("EXFAT   ");
        return exFat ? exFat(image, start, sector) : fat32(image, start, sector);
    }

    private static Optional<Volume> exFat(Bytes image, long start, ByteBuffer sector) {
        int sectorShift = sector.get(108);
        int clusterShift = sector.get(109);
        if (sectorShift < 9 || sectorShift > 12 || clusterShift < 0 || sectorShift + clusterShift > 25) {
            return Optional.empty();
        }
        long table = start + (Integer.toUnsignedLong(sector.getInt(80)) << sectorShift);
        long heap = start + (Integer.toUnsignedLong(sector.getInt(88)) << sectorShift);
        long clusters = Integer.toUnsignedLong(sector.getInt(92));
        return sound(new Volume(
                image,
                true,
                start,
                table,
                heap,
                1 << sectorShift + clusterShift,
                clusters,
                Integer.toUnsignedLong(sector.getInt(96))));
    }

    private static Optional<Volume> fat32(Bytes image, long start, ByteBuffer sector) {
        int sectorBytes = sector.getShort(11) & 0xffff;
        int perCluster = sector.get(13) & 0xff;
        boolean possible = (sectorBytes == 512 || sectorBytes == 1024 || sectorBytes == 2048 || sectorBytes == 4096)
                && Integer.bitCount(perCluster) == 1
                && sector.getShort(22) == 0;
        if (!possible) {
            return Optional.empty();
        }
        int reserved = sector.getShort(14) & 0xffff;
        int tables = sector.get(16) & 0xff;
        long tableSectors = Integer.toUnsignedLong(sector.getInt(36));
        long all = Integer.toUnsignedLong(sector.getInt(32));
        long heap = start + (reserved + tables * tableSectors) * sectorBytes;
        int clusterBytes = sectorBytes * perCluster;
        long clusters = (all - reserved - tables * tableSectors) / perCluster;
        return sound(new Volume(
                image,
                false,
                start,
                start + (long) reserved * sectorBytes,
                heap,
                clusterBytes,
                clusters,
                Integer.toUnsignedLong(sector.getInt(44))));
    }

    private static Optional<Volume> sound(Volume volume) {
        boolean within = volume.table > volume.start
                && volume.heap > volume.table
                && volume.heap < volume.image.lengthBytes()
                && volume.clusters > 0
                && volume.root >= 2;
        return within ? Optional.of(volume) : Optional.empty();
    }

    long offset(long cluster) {
        return heap + (cluster - 2) * clusterBytes;
    }

    private boolean has(long cluster) {
        return cluster >= 2 && cluster < clusters + 2 && offset(cluster) < image.lengthBytes();
    }

    /** What the table says comes after a cluster; 0 for a free one. */
    long next(long cluster) throws IOException {
        long at = table + cluster * 4;
        if (!has(cluster) || at + 4 > image.lengthBytes()) {
            return 0;
        }
        long value = Integer.toUnsignedLong(little(image.read(at, 4)).getInt());
        return exFat ? value : value & 0x0fffffff;
    }

    /** The clusters of a file by the table, as stretches; cut where the chain breaks or loops. */
    List<CardFile.Extent> chain(long first, long lengthBytes) throws IOException {
        List<CardFile.Extent> extents = new ArrayList<>();
        long left = lengthBytes;
        long cluster = first;
        long steps = 0;
        while (left > 0 && has(cluster) && steps++ <= clusters) {
            add(extents, offset(cluster), Math.min(left, clusterBytes));
            left -= clusterBytes;
            cluster = next(cluster);
        }
        return extents;
    }

    /** The clusters of a file whose chain was freed: those that follow its first and are free, as deleting leaves them. */
    List<CardFile.Extent> freed(long first, long lengthBytes) throws IOException {
        List<CardFile.Extent> extents = new ArrayList<>();
        long left = lengthBytes;
        long cluster = first;
        while (left > 0 && has(cluster)) {
            if (next(cluster) == 0) {
                add(extents, offset(cluster), Math.min(left, clusterBytes));
                left -= clusterBytes;
            }
            cluster++;
        }
        return extents;
    }

    private List<CardFile.Extent> contiguous(long first, long lengthBytes) {
        long there = Math.min(lengthBytes, image.lengthBytes() - offset(first));
        return there > 0 ? List.of(new CardFile.Extent(offset(first), there)) : List.of();
    }

    private void add(List<CardFile.Extent> extents, long offset, long length) {
        long there = Math.min(length, image.lengthBytes() - offset);
        if (!extents.isEmpty() && extents.getLast().offset() + extents.getLast().length() == offset) {
            CardFile.Extent before = extents.removeLast();
            extents.add(new CardFile.Extent(before.offset(), before.length() + there));
        } else {
            extents.add(new CardFile.Extent(offset, there));
        }
    }

    /** Files that directories list or once listed. */
    List<CardFile> files() throws IOException {
        List<CardFile> files = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        List<Folder> open = new ArrayList<>(List.of(new Folder(root, "", 0)));
        while (!open.isEmpty() && seen.size() < MOST_FOLDERS) {
            Folder folder = open.removeLast();
            if (seen.add(folder.cluster()) && folder.depth() < DEEPEST) {
                byte[] entries = folderBytes(folder.cluster());
                if (exFat) {
                    exFatEntries(entries, folder, files, open);
                } else {
                    fatEntries(entries, folder, files, open);
                }
            }
        }
        return files;
    }

    private record Folder(long cluster, String path, int depth) {
        Folder in(long cluster, String name) {
            return new Folder(cluster, path + name + "/", depth + 1);
        }
    }

    private byte[] folderBytes(long first) throws IOException {
        List<CardFile.Extent> extents = chain(first, (long) MOST_ENTRIES * 32);
        ExtentBytes bytes = new ExtentBytes(image, extents);
        return bytes.read(0, (int) Math.min(bytes.lengthBytes(), MOST_ENTRIES * 32L));
    }

    private void fatEntries(byte[] bytes, Folder folder, List<CardFile> files, List<Folder> open) throws IOException {
        ByteBuffer entries = little(bytes);
        StringBuilder longName = new StringBuilder();
        for (int at = 0; at + 32 <= bytes.length && bytes[at] != 0; at += 32) {
            boolean deleted = (bytes[at] & 0xff) == 0xe5;
            int kind = bytes[at + 11];
            if (kind == 15) {
                longName.insert(0, longPart(entries, at));
                continue;
            }
            String name = longName.isEmpty() ? shortName(bytes, at, deleted) : longName.toString();
            longName.setLength(0);
            long cluster = (long) (entries.getShort(at + 20) & 0xffff) << 16 | entries.getShort(at + 26) & 0xffff;
            long length = Integer.toUnsignedLong(entries.getInt(at + 28));
            boolean label = (kind & 8) != 0;
            if (label || bytes[at] == '.' || !has(cluster)) {
                continue;
            }
            if ((kind & 16) != 0) {
                open.add(folder.in(cluster, name));
            } else if (length > 0) {
                boolean freed = deleted && next(cluster) == 0;
                files.add(new CardFile(
                        folder.path() + name,
                        deleted ? CardFile.Origin.DELETED : CardFile.Origin.LISTED,
                        freed ? freed(cluster, length) : chain(cluster, length)));
            }
        }
    }

    private static String longPart(ByteBuffer entries, int at) {
        StringBuilder part = new StringBuilder();
        for (int i : new int[] {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30}) {
            char c = entries.getChar(at + i);
            if (c == 0 || c == 0xffff) {
                break;
            }
            part.append(c);
        }
        return part.toString();
    }

    private static String shortName(byte[] bytes, int at, boolean deleted) {
        String stem = new String(bytes, at, 8, StandardCharsets.ISO_8859_1).strip();
        String end = new String(bytes, at + 8, 3, StandardCharsets.ISO_8859_1).strip();
        String name = deleted ? "_" + stem.substring(Math.min(1, stem.length())) : stem;
        return end.isEmpty() ? name : name + "." + end;
    }

    private void exFatEntries(byte[] bytes, Folder folder, List<CardFile> files, List<Folder> open) throws IOException {
        ByteBuffer entries = little(bytes);
        for (int at = 0; at + 96 <= bytes.length && bytes[at] != 0; at += 32) {
            int type = bytes[at] & 0xff;
            int more = bytes[at + 1] & 0xff;
            boolean file = (type & 0x7f) == 0x05
                    && (bytes[at + 32] & 0x7f) == 0x40
                    && more >= 2
                    && at + 32 * (more + 1) <= bytes.length;
            if (!file) {
                continue;
            }
            boolean deleted = (type & 0x80) == 0;
            boolean isFolder = (entries.getShort(at + 4) & 16) != 0;
            int stream = at + 32;
            boolean noChain = (bytes[stream + 1] & 2) != 0;
            int nameLength = bytes[stream + 3] & 0xff;
            long cluster = Integer.toUnsignedLong(entries.getInt(stream + 20));
            long length = entries.getLong(stream + 24);
            StringBuilder name = new StringBuilder();
            for (int part = 2; part <= more; part++) {
                for (int i = 2; i < 32 && name.length() < nameLength; i += 2) {
                    name.append(entries.getChar(at + part * 32 + i));
                }
            }
            if (!has(cluster) || length <= 0) {
                continue;
            }
            if (isFolder) {
                open.add(folder.in(cluster, name.toString()));
            } else {
                List<CardFile.Extent> extents = noChain
                        ? contiguous(cluster, length)
                        : deleted && next(cluster) == 0 ? freed(cluster, length) : chain(cluster, length);
                files.add(new CardFile(
                        folder.path() + name, deleted ? CardFile.Origin.DELETED : CardFile.Origin.LISTED, extents));
            }
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
