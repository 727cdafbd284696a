package org.vidimus.server.ingest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** The resumable upload: tus 1.0.0 with creation, creation-with-upload, expiration, checksum and termination. */
@RestController
@RequestMapping("/api/uploads")
class UploadController {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private final Gate gate;
    private final Creation creation;
    private final Intake intake;
    private final Tracking tracking;
    private final IngestSettings settings;

    UploadController(Gate gate, Creation creation, Intake intake, Tracking tracking, IngestSettings settings) {
        this.gate = gate;
        this.creation = creation;
        this.intake = intake;
        this.tracking = tracking;
        this.settings = settings;
    }

    @RequestMapping(
            method = RequestMethod.OPTIONS,
            path = {"", "/{id}"})
    @Does(Action.API_DESCRIBE)
    void options(Caller caller, HttpServletResponse response) {
        gate.view(Passage.of(caller, Action.API_DESCRIBE), outcome -> caller);
        response.setHeader("Tus-Version", Tus.VERSION);
        response.setHeader("Tus-Extension", Tus.EXTENSIONS);
        response.setHeader("Tus-Checksum-Algorithm", Checksum.ALGORITHMS);
        response.setHeader("Tus-Max-Size", Long.toString(settings.largest().toBytes()));
        response.setHeader(Tus.RESUMABLE, Tus.VERSION);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @PostMapping
    @Does({Action.UPLOAD_CREATE, Action.UPLOAD_SEAL})
    void create(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        TusRequest tus = TusRequest.of(request, response);
        Upload upload = creation.create(
                caller, tus.length(settings.largest().toBytes()), Metadata.parse(request.getHeader(Tus.METADATA)));
        // Durable from here on: whatever becomes of the body, the sender may go on at this address.
        response.setHeader("Location", "/api/uploads/" + upload.id());
        response.setStatus(HttpServletResponse.SC_CREATED);
        if (!tus.hasBody()) {
            answer(response, 0, upload.expiresAt());
            return;
        }
        try {
            Intake.Received received = intake.append(caller, upload, 0, tus.body());
            answer(response, received.offsetBytes(), received.expiresAt());
        } catch (Refused refused) {
            if (refused.problem() instanceof IngestProblem.BodyCut cut) {
                answer(response, cut.offsetBytes(), upload.expiresAt());
                return;
            }
            throw refused;
        }
    }

    @PatchMapping("/{id}")
    @Does({Action.UPLOAD_APPEND, Action.UPLOAD_SEAL})
    void append(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TusRequest tus = TusRequest.of(request, response);
        tus.requireBytes();
        Intake.Received received = intake.append(caller, new UploadId(id), tus.offset(), tus.body());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        answer(response, received.offsetBytes(), received.expiresAt());
    }

    /** For clients whose way here knows nothing but GET and POST. */
    @PostMapping(path = "/{id}", headers = OVERRIDE + "=PATCH")
    @Does({Action.UPLOAD_APPEND, Action.UPLOAD_SEAL})
    void appendByPost(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        append(caller, id, request, response);
    }

    @RequestMapping(method = RequestMethod.HEAD, path = "/{id}")
    @Does({Action.UPLOAD_SHOW, Action.UPLOAD_SEAL})
    void offset(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TusRequest.of(request, response);
        response.setHeader("Cache-Control", "no-store");
        Upload upload = tracking.offset(caller, new UploadId(id));
        response.setHeader(Tus.LENGTH, Long.toString(upload.lengthBytes()));
        response.setStatus(HttpServletResponse.SC_OK);
        answer(response, upload.offsetBytes(), upload.expiresAt());
    }

    @PostMapping(path = "/{id}", headers = OVERRIDE + "=HEAD")
    @Does({Action.UPLOAD_SHOW, Action.UPLOAD_SEAL})
    void offsetByPost(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        offset(caller, id, request, response);
    }

    @DeleteMapping("/{id}")
    @Does(Action.UPLOAD_TERMINATE)
    void terminate(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        TusRequest.of(request, response);
        tracking.terminate(caller, new UploadId(id));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @PostMapping(path = "/{id}", headers = OVERRIDE + "=DELETE")
    @Does(Action.UPLOAD_TERMINATE)
    void terminateByPost(
            Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        terminate(caller, id, request, response);
    }

    private static void answer(HttpServletResponse response, long offsetBytes, Instant expiresAt) {
        response.setHeader(Tus.OFFSET, Long.toString(offsetBytes));
        Optional.of(expiresAt)
                .map(at -> DateTimeFormatter.RFC_1123_DATE_TIME
                        .withLocale(Locale.ROOT)
                        .format(at.atOffset(ZoneOffset.UTC)))
                .ifPresent(date -> response.setHeader(Tus.EXPIRES, date));
    }
}
