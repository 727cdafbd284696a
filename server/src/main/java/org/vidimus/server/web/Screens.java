package org.vidimus.server.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vidimus.server.access.CallersNow;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Subject;
import tools.jackson.databind.json.JsonMapper;

/** The screens of this host that follow events. Each is shown only what its caller may see in lists. */
@Component
class Screens {
    private static final Facts UNKNOWN =
            new Facts(java.util.Optional.empty(), java.util.Optional.empty(), java.util.Optional.empty());

    private final Permissions permissions;
    private final CallersNow callers;
    private final ObjectProvider<Events.Source> sources;
    private final JsonMapper json;
    private final Set<Screen> open = ConcurrentHashMap.newKeySet();

    Screens(Permissions permissions, CallersNow callers, ObjectProvider<Events.Source> sources, JsonMapper json) {
        this.permissions = permissions;
        this.callers = callers;
        this.sources = sources;
        this.json = json;
    }

    SseEmitter open(Caller caller) {
        Screen screen = new Screen(caller, callers, open::remove);
        open.add(screen);
        screen.start();
        return screen.emitter();
    }

    void show(EventPost.Envelope envelope) {
        if (open.isEmpty()) {
            return;
        }
        // Asked once for all screens. A thing that is gone is known only to those who may see everything.
        Facts facts =
                permissions.factsOf(new Subject(envelope.kind(), envelope.id())).orElse(UNKNOWN);
        Map<String, Object> data = new HashMap<>();
        sources.stream().filter(source -> source.kind() == envelope.kind()).forEach(source -> source.of(envelope.id())
                .ifPresent(data::putAll));
        data.putAll(envelope.data());
        data.put("id", envelope.id());
        String name = envelope.kind().name().toLowerCase(Locale.ROOT);
        String text = json.writeValueAsString(data);
        for (Screen screen : open) {
            Optional<Caller> caller = screen.caller();
            if (caller.isEmpty()) {
                screen.close();
            } else if (permissions.allows(caller.get(), actionFor(envelope.kind()), facts)) {
                screen.offer(name, text);
            }
        }
    }

    private static Action actionFor(Subject.Kind kind) {
        return switch (kind) {
            case EVIDENCE -> Action.EVIDENCE_LIST;
            case UPLOAD -> Action.UPLOAD_SHOW;
            case CAMERA -> Action.CAMERA_LIST;
            case PERSON -> Action.PERSON_LIST;
            case TOKEN -> Action.TOKEN_LIST;
            case BUNDLE -> Action.BUNDLE_DOWNLOAD;
            case VAULT -> Action.VAULT_REPORT;
            case APPROVAL -> Action.APPROVAL_LIST;
            case DOCK -> Action.DOCK_LIST;
        };
    }

    /** Ends every stream: a screen that comes back fetches what it shows anew. */
    void lookAgain() {
        closeAll();
    }

    void closeAll() {
        open.forEach(Screen::close);
    }

    int count() {
        return open.size();
    }
}
