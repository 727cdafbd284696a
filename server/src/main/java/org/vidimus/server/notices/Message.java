package org.vidimus.server.notices;

import java.util.List;
import java.util.Map;

/**
 * What is said, for a reader and for a program. Names nobody: numbers of cameras and docks at most.
 *
 * @param topic such as {@code alerts}
 * @param subject one line
 * @param items for programs
 */
public record Message(String topic, String subject, String text, List<Map<String, Object>> items) {
    public Message {
        items = List.copyOf(items);
        if (subject.indexOf('\n') >= 0 || subject.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a subject has one line");
        }
    }
}
