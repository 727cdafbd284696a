package org.vidimus.server.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** A stream of hints that something changed, for screens that are open. */
@RestController
@Tag(name = "house")
class EventsController {
    private final Gate gate;
    private final Screens screens;

    EventsController(Gate gate, Screens screens) {
        this.gate = gate;
        this.screens = screens;
    }

    @Does(Action.EVENTS_FOLLOW)
    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> followEvents(Caller caller) {
        SseEmitter stream = gate.view(Passage.of(caller, Action.EVENTS_FOLLOW), _ -> screens.open(caller));
        // A proxy that buffers would hold back every event.
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(stream);
    }
}
