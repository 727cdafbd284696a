package org.vidimus.server.paper;

import java.util.List;

/** What a cover report says, apart from how it looks: the HTML and the PDF are made from the same. */
public record Report(String title, Words subtitle, List<Block> blocks) {
    public Report {
        blocks = List.copyOf(blocks);
    }

    public sealed interface Block {}

    /** @param level 1 for a section, 2 for a part of one */
    public record Heading(int level, String text) implements Block {}

    /** Paragraphs for people: first all of them in English, then all in German. */
    public record Prose(List<Words> paragraphs) implements Block {}

    /** Something that nobody should overlook. */
    public record Notice(Words words) implements Block {}

    /** Labels with a value each. */
    public record Facts(List<Fact> facts) implements Block {}

    public record Fact(Words label, String value, Face face) {}

    /** @param rows as many cells a row as there are columns; walked once for each format */
    public record Table(List<Column> columns, List<List<String>> rows) implements Block {}

    /** @param share of the table's width, relative to the other columns */
    public record Column(Words title, int share, Face face) {}

    public enum Face {
        TEXT,
        /** Digests, ids and names of files: every character counts. */
        EXACT,
        /** Numbers and times: not torn apart. */
        NUMBER
    }
}
