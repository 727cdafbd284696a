package org.vidimus.server.paper;

/** One thing said in the two languages of a report. */
public record Words(String english, String german) {
    public static Words of(String english, String german) {
        return new Words(english, german);
    }

    /** Both beside each other, for a label; once where they are alike. */
    public String label() {
        return english.equals(german) ? english : english + " · " + german;
    }
}
