package org.vidimus.server.web;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Changed;
import org.vidimus.server.custody.Subject;

/** Says every change that has passed the gate to the screens, without any feature's doing. */
@Component
class ChangeEvents {
    /**
     * What changes nothing that a screen shows of the evidence, and tells who takes an interest in it: the wearer hears of that from
     * their openings, where a delay may keep it back, and not from here.
     */
    private static final Set<Action> QUIET = EnumSet.of(
            Action.EVIDENCE_OPEN,
            Action.BUNDLE_EXPORT,
            Action.BUNDLE_BREAK_OFF,
            Action.APPROVAL_ASK,
            Action.APPROVAL_DECIDE,
            Action.APPROVAL_WITHDRAW);

    private final Events events;

    ChangeEvents(Events events) {
        this.events = events;
    }

    @EventListener
    void on(Changed changed) {
        if (QUIET.contains(changed.action())) {
            return;
        }
        for (Subject subject : changed.subjects()) {
            switch (subject.kind()) {
                case EVIDENCE, UPLOAD, CAMERA, DOCK ->
                    events.publish(subject, Map.of("change", changed.action().code()));
                case PERSON, TOKEN, BUNDLE, VAULT, APPROVAL -> {}
            }
        }
    }
}
