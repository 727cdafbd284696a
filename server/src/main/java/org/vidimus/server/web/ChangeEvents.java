package org.vidimus.server.web;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Changed;
import org.vidimus.server.custody.Subject;

/** Says every change that has passed the gate to the screens, without any feature's doing. */
@Component
class ChangeEvents {
    private final Events events;

    ChangeEvents(Events events) {
        this.events = events;
    }

    @EventListener
    void on(Changed changed) {
        for (Subject subject : changed.subjects()) {
            switch (subject.kind()) {
                case EVIDENCE, UPLOAD, CAMERA, DOCK ->
                    events.publish(subject, Map.of("change", changed.action().code()));
                case PERSON, TOKEN, BUNDLE, VAULT -> {}
            }
        }
    }
}
