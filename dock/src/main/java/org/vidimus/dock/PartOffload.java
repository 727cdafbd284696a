package org.vidimus.dock;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.client.FileBody;
import org.vidimus.client.Refusal;
import org.vidimus.client.Uploads.State;
import org.vidimus.client.Uploads.Upload;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Recording;
import org.vidimus.trust.Sha256;

/**
 * Brings one part to the server: first contact, upload with as many resumptions as it takes, and the wait until the stored
 * copy was read back. Erases nothing. Keeps no state of its own beyond the process: it finds its upload again by asking.
 */
final class PartOffload {
    /** How often bytes with one digest are sent again after they arrived as others. */
    private static final int MOST_REFUSALS = 2;

    private final Gear gear;
    private final CameraAtWork camera;
    private final Recording recording;
    private final Part part;
    private final Patience.Tries tries;

    PartOffload(Gear gear, CameraAtWork camera, Recording recording, Part part) {
        this.gear = gear;
        this.camera = camera;
        this.recording = recording;
        this.part = part;
        this.tries = gear.patience().tries();
    }

    /** How it ended. */
    sealed interface Result {
        /** @param upload the upload that holds the bytes, its stored copy read back */
        record Secured(UUID upload, FirstContact contact) implements Result {}

        /** It stays on the camera. */
        record Left(Finding why) implements Result {}
    }

    /**
     * @throws TokenRefused if the server does not accept the token
     * @throws CameraAtWork.Gone if the camera is not there any more
     */
    Result run() throws InterruptedException, IOException {
        FirstContact contact;
        try {
            contact = firstContact();
        } catch (FirstContact.Changed changed) {
            return left(Code.CHANGED, reason(changed));
        } catch (IOException unreadable) {
            return unreadable(unreadable);
        }
        tries.succeeded();
        return upload(contact);
    }

    private FirstContact firstContact() throws IOException, InterruptedException {
        CameraBar bar = camera.bar();
        FirstContact contact = camera.lane().run(() -> FirstContact.with(part, bar::read));
        if (part.declared() != null && !contact.sha256().equals(part.declared())) {
            // A card that begins to fail may read differently the second time; then neither reading is an identity.
            camera.lane().run(() -> {
                contact.check(part.file(), read -> {});
                return contact;
            });
            camera.find(finding(
                    Code.CAMERA_SAYS_OTHERWISE,
                    part.declared().toString(),
                    contact.sha256().toString()));
        }
        return contact;
    }

    private Result upload(FirstContact contact) throws IOException, InterruptedException {
        Upload upload = null;
        while (true) {
            try {
                Optional<Result> result = upload == null ? Optional.empty() : ended(upload, contact);
                if (result.isPresent()) {
                    return result.get();
                }
                upload = onwards(upload, contact);
                if (upload == null) {
                    return left(Code.REFUSED, "digest-mismatch", "it arrived as other bytes more than once");
                }
            } catch (FirstContact.Changed changed) {
                return left(Code.CHANGED, reason(changed));
            } catch (CameraUnreadable unreadable) {
                return unreadable(unreadable.cause());
            } catch (Refusal refusal) {
                Optional<Result> result = refused(refusal);
                if (result.isPresent()) {
                    return result.get();
                }
                upload = null;
            } catch (IOException broken) {
                if (!waitAfter(broken)) {
                    return left(Code.SERVER_SILENT, reason(broken));
                }
                upload = null;
            }
        }
    }

    /** The end of it, where the server has decided. */
    private Optional<Result> ended(Upload upload, FirstContact contact) throws InterruptedException {
        if (upload.secured()) {
            gear.patience().progressed();
            return Optional.of(new Result.Secured(upload.id(), contact));
        }
        return switch (upload.state()) {
            case SEALED, DUPLICATE, SECURED, OTHER ->
                tries.again()
                        ? Optional.empty()
                        : Optional.of(left(
                                Code.NOT_SECURED,
                                upload.state().name()
                                        + upload.problem()
                                                .map(code -> ", " + code)
                                                .orElse("")));
            case RECEIVING, REFUSED, EXPIRED -> Optional.empty();
        };
    }

    /** One step: finds or begins the upload, sends, or asks again. Null when the server refused the bytes too often. */
    private @Nullable Upload onwards(@Nullable Upload upload, FirstContact contact)
            throws IOException, InterruptedException {
        if (upload == null || upload.state() == State.REFUSED || upload.state() == State.EXPIRED) {
            return found(contact);
        }
        if (upload.state() == State.RECEIVING) {
            UUID id = upload.id();
            camera.lane().run(() -> {
                send(id, contact);
                return id;
            });
        }
        Upload now = gear.uploads().show(upload.id());
        if (now.state() != upload.state()) {
            tries.succeeded();
        }
        return now;
    }

    private @Nullable Upload found(FirstContact contact) throws IOException, InterruptedException {
        List<Upload> known = gear.uploads().find(camera.serial(), recording.id(), part.n(), contact.sha256());
        Optional<Upload> alive = known.stream()
                .filter(upload -> upload.state() != State.REFUSED && upload.state() != State.EXPIRED)
                .max((a, b) -> Integer.compare(worth(a), worth(b)));
        if (alive.isPresent()) {
            return alive.get();
        }
        if (known.stream().filter(upload -> upload.state() == State.REFUSED).count() >= MOST_REFUSALS) {
            return null;
        }
        UUID id = gear.uploads().create(contact.lengthBytes(), metadata(contact));
        tries.succeeded();
        return new Upload(
                id, State.RECEIVING, 0, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    private static int worth(Upload upload) {
        if (upload.secured()) {
            return 3;
        }
        return upload.state() == State.RECEIVING ? 1 : 2;
    }

    private Map<String, String> metadata(FirstContact contact) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("filename", part.name());
        if (part.type() != null) {
            metadata.put("filetype", part.type());
        }
        metadata.put("camera", camera.serial());
        metadata.put("recording", recording.id());
        metadata.put("part", Integer.toString(part.n()));
        if (part.start() != null) {
            metadata.put("start", part.start().toString());
        }
        if (part.end() != null) {
            metadata.put("end", part.end().toString());
        }
        camera.clockOffsetMs().ifPresent(offset -> metadata.put("clockOffsetMs", offset.toString()));
        metadata.put("sha256", contact.sha256().toString());
        return metadata;
    }

    /** Sends what the server does not have yet. */
    private void send(UUID id, FirstContact contact) throws IOException, InterruptedException {
        long offset = gear.uploads().offset(id);
        if (offset > contact.lengthBytes()) {
            throw new IOException("the server has " + offset + " bytes of a part of " + contact.lengthBytes());
        }
        try (FileChannel file = openPart()) {
            MessageDigest before = digestOf(file, offset);
            try (FileBody body =
                    new FileBody(file, offset, contact.lengthBytes(), before, contact.sha256(), camera.bar()::sent)) {
                append(id, offset, body);
            }
        }
    }

    private void append(UUID id, long offset, FileBody body) throws IOException, InterruptedException {
        try {
            if (gear.uploads().append(id, offset, body) > offset) {
                tries.succeeded();
            }
        } catch (IOException broken) {
            if (body.changed()) {
                // The last buffer was held back, so the upload cannot be complete; it may go.
                terminate(id);
                throw new FirstContact.Changed("it read differently while it was sent");
            }
            if (body.readFailure().isPresent()) {
                throw new CameraUnreadable(body.readFailure().get());
            }
            throw broken;
        }
    }

    private void terminate(UUID id) throws InterruptedException {
        try {
            gear.uploads().terminate(id);
        } catch (IOException stays) {
            // It expires on the server by itself; nothing depends on it.
            gear.board().waiting(camera.bar(), reason(stays));
        }
    }

    private FileChannel openPart() throws CameraUnreadable {
        try {
            return FileChannel.open(part.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException unreadable) {
            throw new CameraUnreadable(unreadable);
        }
    }

    private static MessageDigest digestOf(FileChannel file, long length) throws CameraUnreadable {
        MessageDigest digest = Sha256.newDigest();
        try {
            var buffer = ReadBuffer.ofThisThread(1 << 20);
            long left = length;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                int count = file.read(buffer, length - left);
                if (count < 0) {
                    break;
                }
                digest.update(buffer.flip());
                left -= count;
            }
            return digest;
        } catch (IOException unreadable) {
            throw new CameraUnreadable(unreadable);
        }
    }

    /** What a refusal means: empty if it is worth another try, which has then been waited for. */
    private Optional<Result> refused(Refusal refusal) throws IOException, InterruptedException {
        if (refusal.concernsToken()) {
            throw new TokenRefused(refusal);
        }
        if (refusal.code().equals("camera-unknown")) {
            throw new CameraAtWork.Unknown();
        }
        // 404 and 410: the upload went while we were away. 409: somebody sent more than we knew of. Both show by
        // asking.
        boolean stale = refusal.status() == 404 || refusal.status() == 410 || refusal.status() == 409;
        if (!stale && !refusal.passing()) {
            return Optional.of(left(Code.REFUSED, refusal.code(), refusal.detail()));
        }
        return waitAfter(refusal)
                ? Optional.empty()
                : Optional.of(left(Code.REFUSED, refusal.code(), refusal.detail()));
    }

    private boolean waitAfter(IOException failure) throws InterruptedException {
        camera.waiting(reason(failure));
        try {
            tries.after(failure);
            return true;
        } catch (IOException enough) {
            return false;
        } finally {
            camera.goesOn();
        }
    }

    private Result unreadable(IOException why) throws CameraAtWork.Gone {
        camera.requirePresent(why);
        return left(Code.UNREADABLE, reason(why));
    }

    private Result left(Code code, String... facts) {
        return new Result.Left(finding(code, facts));
    }

    private Finding finding(Code code, String... facts) {
        return Finding.about(camera.nameOf(part), code, facts);
    }

    static String reason(IOException e) {
        if (e instanceof Refusal refusal) {
            return refusal.code() + ": " + refusal.detail();
        }
        if (e instanceof HttpTimeoutException) {
            return "the server did not answer in time";
        }
        if (e instanceof java.net.ConnectException || e.getCause() instanceof java.net.ConnectException) {
            return "the server cannot be reached";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** The camera could not be read while something was sent: not the server's fault. */
    private static final class CameraUnreadable extends IOException {
        private static final long serialVersionUID = 1L;

        CameraUnreadable(IOException cause) {
            super(cause);
        }

        IOException cause() {
            return getCause() instanceof IOException io ? io : this;
        }
    }
}
