package org.vidimus.server.web;

import java.util.Map;
import org.vidimus.server.custody.Subject;

/**
 * Tells open screens that something has changed, so that they look again. Only a hint: it is never the record of anything, and
 * may be missed.
 */
public interface Events {
    /**
     * Says it to every screen, on every host, whose caller may see the subject. Inside a transaction it is said after the commit,
     * and not at all without one. Of several about the same subject that follow each other at once, only the last may arrive.
     *
     * @param name {@code evidence}, {@code upload} or {@code camera}
     * @param data facts beside the subject's {@code id}; small, and nothing that its card would not show
     */
    void publish(String name, Subject subject, Map<String, Object> data);
}
