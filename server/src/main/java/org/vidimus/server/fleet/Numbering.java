package org.vidimus.server.fleet;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the numbers a camera writes on its recordings into a count that only grows. Many cameras start again at one after
 * 9999 or 999; such a number is taken for the one nearest to the highest count seen so far.
 *
 * <p>A camera whose numbering was reset by hand lands on counts that it used before. Nothing is then reported missing that is
 * not, but a gap among the reused numbers is not noticed.
 *
 * @param wrapsAt the number after which one follows; {@link Long#MAX_VALUE} for a camera that never starts again
 * @param reference the highest count seen so far
 */
record Numbering(long wrapsAt, long reference) {
    /**
     * @param highest the highest count seen in earlier reports; null for a camera never seen before, whose numbers then fall
     *     into order behind their widest gap
     */
    static Numbering of(@Nullable Long wrapsAt, @Nullable Long highest, Collection<Long> numbers) {
        long wrap = wrapsAt == null ? Long.MAX_VALUE : wrapsAt;
        if (highest != null) {
            return new Numbering(wrap, highest);
        }
        return new Numbering(wrap, wrap == Long.MAX_VALUE ? 0 : newestOf(new TreeSet<>(numbers), wrap));
    }

    long count(long number) {
        if (wrapsAt == Long.MAX_VALUE || number > wrapsAt) {
            return number;
        }
        long turns = Math.max(0, Math.floorDiv(reference - number + wrapsAt / 2, wrapsAt));
        return number + turns * wrapsAt;
    }

    private static long newestOf(TreeSet<Long> numbers, long wrap) {
        if (numbers.isEmpty()) {
            return 0;
        }
        long first = numbers.first();
        long last = numbers.last();
        long widest = first + wrap - last;
        long newest = last;
        Long before = null;
        for (long number : numbers) {
            if (before != null && number - before > widest) {
                widest = number - before;
                newest = before + wrap;
            }
            before = number;
        }
        return newest;
    }
}
