package org.vidimus.server.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.web.DeskFiles.DeskFile;

/**
 * Everything that is not the API: the desk's files, and its first page for each address that is one of the desk's own scenes.
 *
 * <p>The first page gets a nonce of its own for style elements, in the policy and as {@code <meta name="style-nonce">}.
 */
@RestController
@Hidden
class DeskController {
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 16;

    private static final String NOT_BUILT = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<title>Vidimus</title></head><body><main><h1>Vidimus</h1><p>The server is running, but it was built without "
            + "the desk. Build it with Node.js 20.19 or newer and without -Dui.skip=true.</p></main></body></html>";

    private final Gate gate;
    private final DeskFiles files;
    private final SecureRandom random;

    DeskController(Gate gate, DeskFiles files, SecureRandom random) {
        this.gate = gate;
        this.files = files;
        this.random = random;
    }

    @Does(Action.DESK_OPEN)
    @GetMapping({"/", "/{first:(?!api$).*}", "/{first:(?!api$).*}/**"})
    ResponseEntity<Resource> openDesk(
            Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted,
            HttpServletRequest request) {
        String path = request.getRequestURI().substring(1);
        return gate.view(Passage.of(caller, Action.DESK_OPEN), _ -> files.find(path, accepted)
                .filter(_ -> !path.equals("index.html"))
                .map(file -> file(path, file))
                .orElseGet(() -> firstPage(path)));
    }

    private static ResponseEntity<Resource> file(String path, DeskFile file) {
        CacheControl cache = path.startsWith("assets/")
                ? CacheControl.maxAge(FOR_EVER).cachePublic().immutable()
                : CacheControl.noCache();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(cache)
                .eTag(file.etag())
                .contentType(file.type())
                .varyBy(HttpHeaders.ACCEPT_ENCODING);
        return (file.coding().isEmpty() ? answer : answer.header(HttpHeaders.CONTENT_ENCODING, file.coding()))
                .body(new ByteArrayResource(file.bytes()));
    }

    private ResponseEntity<Resource> firstPage(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.contains(".")) {
            throw new EdgeProblem.NoSuchPath("/" + path).refused();
        }
        byte[] secret = new byte[NONCE_BYTES];
        random.nextBytes(secret);
        String nonce = Base64.getEncoder().encodeToString(secret);
        String page = files.index()
                .map(index -> new String(index.bytes(), StandardCharsets.UTF_8))
                .orElse(NOT_BUILT)
                .replaceFirst("<head>", "<head><meta name=\"style-nonce\" content=\"" + nonce + "\">");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", ContentPolicy.withStyleNonce(nonce))
                .contentType(HTML)
                .body(new ByteArrayResource(page.getBytes(StandardCharsets.UTF_8)));
    }
}
