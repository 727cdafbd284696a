package org.vidimus.server.sharing;

/** One thing said in the two languages of a report. */
record Words(String english, String german) {
    static Words of(String english, String german) {
        return new Words(english, german);
    }

    /** Both beside each other, for a label; once where they are alike. */
    String label() {
        return english.equals(german) ? english : english + " · " + german;
    }
}
