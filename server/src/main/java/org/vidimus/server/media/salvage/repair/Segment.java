package org.vidimus.server.media.salvage.repair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.media.mp4.Box;

/**
 * A stretch of the bytes that holds one recording: from one file type box to the next.
 *
 * @param boxes its boxes, in order
 * @param unknown stretches in it that no box covers
 */
record Segment(long from, long until, List<Box> boxes, List<Box> unknown) {

    static List<Segment> of(Layout layout, long length) {
        List<Box> all = new ArrayList<>(layout.boxes());
        for (long[] stretch : layout.unknown()) {
            all.add(new Box("????", stretch[0], stretch[0], stretch[1]));
        }
        all.sort(Comparator.comparingLong(Box::start));
        List<Segment> segments = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        List<Box> unknown = new ArrayList<>();
        long from = 0;
        boolean complete = false;
        for (Box box : all) {
            boolean begins = box.type().equals("ftyp") && (!boxes.isEmpty() || !unknown.isEmpty());
            // A second index without a file type before it belongs to a file whose beginning is lost.
            boolean again = box.type().equals("moov") && complete;
            if (begins || again) {
                segments.add(new Segment(from, box.start(), List.copyOf(boxes), List.copyOf(unknown)));
                boxes.clear();
                unknown.clear();
                from = box.start();
                complete = false;
            }
            complete |= box.type().equals("moov");
            (box.type().equals("????") ? unknown : boxes).add(box);
        }
        if (!boxes.isEmpty() || !unknown.isEmpty()) {
            segments.add(new Segment(from, length, List.copyOf(boxes), List.copyOf(unknown)));
        }
        return segments;
    }

    Optional<Box> index() {
        return first("moov");
    }

    Optional<Box> media() {
        return first("mdat");
    }

    List<Box> fragments() {
        return boxes.stream().filter(box -> box.type().equals("moof")).toList();
    }

    List<Box> inOrder() {
        List<Box> all = new ArrayList<>(boxes);
        all.addAll(unknown);
        all.sort(Comparator.comparingLong(Box::start));
        return all;
    }

    /** What samples may lie in. */
    List<Box> walkable() {
        List<Box> all = new ArrayList<>(unknown);
        boxes.stream().filter(box -> box.type().equals("mdat")).forEach(all::add);
        all.sort(Comparator.comparingLong(Box::start));
        return all;
    }

    private Optional<Box> first(String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }
}
