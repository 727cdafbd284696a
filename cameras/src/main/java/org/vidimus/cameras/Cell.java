package org.vidimus.cameras;

/**
 * A battery and its gauge. The true charge and what the gauge believes differ: the gauge keeps counting against the capacity it
 * last learned, so a battery that has faded quietly ends while the gauge still shows some charge.
 */
final class Cell {
    private static final double EMPTY_VOLTS = 3.3;
    private static final double NOMINAL_VOLTS = 3.7;

    private final Physics physics;
    private final double wattHours;
    private final Dice dice;
    private final double fadePerCycle;
    private double cycles;
    private double lost;
    private double used;
    private double believed;
    private double error;
    private double dip;

    /** @param cycles it has behind it */
    Cell(Physics physics, double wattHours, double cycles, Dice dice) {
        this.physics = physics;
        this.wattHours = wattHours * dice.factor(0.03);
        this.cycles = cycles;
        this.dice = dice;
        this.fadePerCycle = 0.00042 * dice.factor(0.3);
        this.believed = health();
    }

    private Cell(Cell other) {
        physics = other.physics;
        wattHours = other.wattHours;
        dice = new Dice(1);
        fadePerCycle = other.fadePerCycle;
        cycles = other.cycles;
        lost = other.lost;
        used = other.used;
        believed = other.believed;
    }

    /** The same battery on another day, full, which nothing that is done to it here changes. */
    Cell full() {
        Cell copy = new Cell(this);
        copy.used = 0;
        return copy;
    }

    /** What it holds at 20 °C, as a share of what it held when new. */
    double health() {
        return Math.max(0.1, 1 - fadePerCycle * cycles - lost);
    }

    int cycles() {
        return (int) cycles;
    }

    /** Loses a share of its new capacity for good. */
    void fade(double share) {
        lost += share;
    }

    double reportedHealth() {
        return Math.clamp(Math.rint(believed * 100), 0, 100);
    }

    private double charge() {
        return Math.max(0, 1 - used / health());
    }

    private double resistance(double celsius) {
        double aged = 0.10 + 0.9 * (1 - health());
        return aged * (1 + Math.max(0, 20 - celsius) / 25);
    }

    /** Whether the voltage under this load is too low to go on. */
    boolean ends(double watts, double celsius) {
        double charge = charge();
        if (charge <= 0) {
            return true;
        }
        double open = 3.2 + 0.95 * StrictMath.sqrt(charge);
        return open - watts / NOMINAL_VOLTS * resistance(celsius) < EMPTY_VOLTS;
    }

    void drain(double watts, double celsius, double hours) {
        used = Math.min(health(), used + physics.felt(watts) * hours / wattHours / physics.usable(celsius));
        if (watts > 0.1) {
            jump(hours);
        }
    }

    private void jump(double hours) {
        if (dice.happens(physics.jumps() * hours)) {
            dip += dice.between(-4, 2.5);
        }
        dip *= StrictMath.exp(-hours);
    }

    /** What happens at the end of a discharge: after a deep one the gauge learns. */
    void learn() {
        if (charge() < 0.15) {
            believed += 0.35 * (health() - believed);
        }
    }

    /** @param hours in a dock; full after some two and a half */
    void charge(double hours) {
        double before = used;
        used = Math.max(0, used - 0.42 * hours * health());
        cycles += (before - used) / health();
        dip = 0;
    }

    /** What the gauge shows now, in percent. */
    double shown() {
        error = 0.8 * error + dice.normal(0, physics.noise() * 0.6);
        double percent = 100 * physics.shown(Math.clamp(1 - used / believed, 0, 1)) + error + dip;
        double step = physics.quantum();
        return Math.clamp(Math.rint(percent / step) * step, 0, 100);
    }
}
