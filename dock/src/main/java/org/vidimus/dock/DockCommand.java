package org.vidimus.dock;

/** {@code vidimus dock FILE}. */
public final class DockCommand {
    private DockCommand() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
