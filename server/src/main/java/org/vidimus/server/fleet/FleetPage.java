package org.vidimus.server.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One page of the cameras that somebody may see.
 *
 * @param page of which this is, from 1; the last, where one behind it was asked for
 * @param count how many there are on all pages
 * @param groups how many are in each
 * @param units that have cameras, by name
 */
record FleetPage(
        List<Camera> cameras, int page, int pages, int count, List<GroupCount> groups, List<FleetLine.UnitRef> units) {
    /** @param found of those that were looked for; {@code all}, whatever was looked for */
    record GroupCount(FleetGroup group, int found, int all) {
        static GroupCount of(FleetGroup group, List<FleetLine> found, List<FleetLine> all) {
            return new GroupCount(group, count(group, found), count(group, all));
        }

        private static int count(FleetGroup group, List<FleetLine> lines) {
            return (int) lines.stream().filter(group::has).count();
        }
    }

    /**
     * What is looked for, and how it is shown.
     *
     * @param words that must all be found
     * @param page from 1
     */
    record Question(String words, Optional<UUID> unit, FleetGroup show, FleetOrder order, int page, int size) {
        private boolean fits(FleetLine line, List<String> wanted) {
            return (unit.isEmpty() || line.unit().map(FleetLine.UnitRef::id).equals(unit)) && line.says(wanted);
        }
    }

    /** Which lines a page shows, before their cameras are read. */
    record Plan(List<CameraId> shown, FleetPage page) {
        FleetPage with(List<Camera> cameras) {
            return new FleetPage(cameras, page.page, page.pages, page.count, page.groups, page.units);
        }
    }

    static Plan plan(List<FleetLine> all, Question question) {
        List<String> wanted = FleetLine.words(question.words());
        List<FleetLine> found =
                all.stream().filter(line -> question.fits(line, wanted)).toList();
        List<FleetLine> group = found.stream()
                .filter(question.show()::has)
                .sorted(question.order().comparator())
                .toList();
        int pages = Math.max(1, Math.ceilDiv(group.size(), question.size()));
        int page = Math.clamp(question.page(), 1, pages);
        List<CameraId> shown = group.stream()
                .skip((long) (page - 1) * question.size())
                .limit(question.size())
                .map(FleetLine::id)
                .toList();
        return new Plan(shown, new FleetPage(List.of(), page, pages, group.size(), groups(found, all), units(all)));
    }

    private static List<GroupCount> groups(List<FleetLine> found, List<FleetLine> all) {
        return Stream.of(FleetGroup.values())
                .map(group -> GroupCount.of(group, found, all))
                .toList();
    }

    private static List<FleetLine.UnitRef> units(List<FleetLine> lines) {
        return lines.stream()
                .flatMap(line -> line.unit().stream())
                .distinct()
                .sorted(Comparator.comparing(unit -> unit.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
