package org.vidimus.cameras;

/**
 * Chance that comes out the same on every machine and every Java: SplitMix64 (Steele, Lea, Flood 2014), normals by Box and
 * Muller with {@link StrictMath}.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = mix(seed);
    }

    /** Dice of their own for one thing, whatever was thrown before. */
    static Dice of(long seed, long... thing) {
        long state = seed;
        for (long part : thing) {
            state = mix(state ^ mix(part + 0x9E3779B97F4A7C15L));
        }
        return new Dice(state);
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    long bits() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** From 0 to below 1. */
    double share() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * share();
    }

    int below(int bound) {
        return (int) (share() * bound);
    }

    boolean happens(double probability) {
        return share() < probability;
    }

    double normal(double mean, double deviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - share()));
        return mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * share());
    }

    /** Around 1, never below 0: a factor. */
    double factor(double deviation) {
        return StrictMath.exp(normal(0, deviation));
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - share());
    }

    <T> T oneOf(T[] all) {
        return all[below(all.length)];
    }
}
