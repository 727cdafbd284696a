package org.vidimus.dock.board;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Listing;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line, for programs. */
final class JsonBoard implements Board {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Texts texts;
    private final PrintStream out;

    JsonBoard(Texts texts, PrintStream out) {
        this.texts = texts;
        this.out = out;
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private static ObjectNode event(String name, CameraBar bar) {
        return event(name).put("camera", bar.label());
    }

    private void print(ObjectNode event) {
        out.println(JSON.writeValueAsString(event));
    }

    @Override
    public void recognised(CameraBar bar, String folder, String layout) {
        print(event("recognised", bar).put("folder", folder).put("layout", layout));
    }

    @Override
    public void listed(CameraBar bar, Listing listing) {
        print(event("listed", bar)
                .put("recordings", listing.recordings().size())
                .put("parts", listing.parts())
                .put("files", listing.offloads())
                .put("bytes", listing.bytes()));
    }

    @Override
    public void found(Optional<CameraBar> bar, Finding finding) {
        ObjectNode event = bar.map(it -> event("finding", it)).orElseGet(() -> event("finding"));
        finding.file().ifPresent(file -> event.put("file", file));
        print(event.put("code", finding.code().text())
                .put("leavesSomething", finding.code().leavesSomething())
                .put("message", texts.say(finding)));
    }

    @Override
    public void secured(CameraBar bar, String file, UUID upload, Sha256 sha256) {
        print(event("secured", bar)
                .put("file", file)
                .put("upload", upload.toString())
                .put("sha256", sha256.toString()));
    }

    @Override
    public void erased(CameraBar bar, String file, UUID upload) {
        print(event("erased", bar).put("file", file).put("upload", upload.toString()));
    }

    @Override
    public void waiting(CameraBar bar, String why) {
        print(event("waiting", bar)
                .put("phase", bar.phase().name().toLowerCase(Locale.ROOT))
                .put("reason", why));
    }

    @Override
    public void finished(CameraBar bar) {
        print(event("finished", bar)
                .put("phase", bar.phase().name().toLowerCase(Locale.ROOT))
                .put("files", bar.files())
                .put("secured", bar.secured())
                .put("erased", bar.erased())
                .put("left", bar.left()));
    }

    @Override
    public void note(String key, String... facts) {
        print(event("note").put("code", key).put("message", texts.say("note." + key, (Object[]) facts)));
    }

    @Override
    public void close() {}
}
