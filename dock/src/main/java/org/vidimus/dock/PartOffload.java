package org.vidimus.dock;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.client.Refusal;
import org.vidimus.client.Uploads.State;
import org.vidimus.client.Uploads.Upload;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Recording;

/**
 * Brings one file of a recording, a part or a sidecar, to the server: first contact, upload with as many resumptions as it takes, and the wait until the stored
 * copy was read back. Erases nothing. Keeps no state of its own beyond the process: it finds its upload again by asking.
 */
final class PartOffload {
    /** How often bytes with one digest are sent again after they arrived as others. */
    private static final int MOST_REFUSALS = 2;
    /** How often the same bytes are sent of which the server has found its copy wanting; with luck another place holds them. */
    private static final int MOST_COPIES = 2;

    private final Gear gear;
    private final CameraAtWork camera;
    private final Recording recording;
    private final Part part;
    private final Optional<String> sidecarOf;
    private final Patience.Tries tries;

    /** @param sidecarOf name of the part that this file goes with; empty for a part itself */
    PartOffload(Gear gear, CameraAtWork camera, Recording recording, Part part, Optional<String> sidecarOf) {
        this.gear = gear;
        this.camera = camera;
        this.recording = recording;
        this.part = part;
        this.sidecarOf = sidecarOf;
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
            return left(Code.CHANGED, Reason.of(changed));
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
                try (HeldFile file = HeldFile.of(part.file())) {
                    contact.check(file, read -> {});
                }
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
                return left(Code.CHANGED, Reason.of(changed));
            } catch (CameraAtWork.Gone gone) {
                throw gone;
            } catch (Sending.CameraUnreadable unreadable) {
                return unreadable(unreadable.cause());
            } catch (Refusal refusal) {
                Optional<Result> result = refused(refusal);
                if (result.isPresent()) {
                    return result.get();
                }
                upload = null;
            } catch (IOException broken) {
                if (!camera.waitAfter(broken, tries)) {
                    return left(Code.SERVER_SILENT, Reason.of(broken));
                }
                upload = null;
            }
        }
    }

    /** The end of it, where the server has decided. One that found its copy wanting may mend it: the next visit asks again. */
    private Optional<Result> ended(Upload upload, FirstContact contact) throws CameraAtWork.Gone, InterruptedException {
        if (upload.secured()) {
            gear.patience().progressed();
            return Optional.of(new Result.Secured(upload.id(), contact));
        }
        return switch (upload.state()) {
            case SEALED, DUPLICATE, SECURED, OTHER -> {
                if (upload.problem().isPresent()) {
                    yield Optional.of(left(
                            Code.NOT_SECURED,
                            upload.state().name() + ", " + upload.problem().get()));
                }
                camera.requireSame();
                yield tries.again()
                        ? Optional.empty()
                        : Optional.of(left(Code.NOT_SECURED, upload.state().name()));
            }
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
                new Sending(gear, camera, part, tries).send(id, contact);
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
        // Sidecars of one part may be alike; each has an upload of its own, so that each erasure is one.
        List<Upload> known = gear.uploads().find(camera.serial(), recording.id(), part.n(), contact.sha256()).stream()
                .filter(upload -> sidecarOf.isEmpty() || upload.name().equals(part.name()))
                .toList();
        Optional<Upload> alive = known.stream()
                .filter(upload -> upload.state() != State.REFUSED && upload.state() != State.EXPIRED)
                .max((a, b) -> Integer.compare(worth(a), worth(b)));
        long broken = known.stream().filter(PartOffload::isBroken).count();
        if (alive.isPresent() && (!isBroken(alive.get()) || broken >= MOST_COPIES)) {
            return alive.get();
        }
        if (known.stream().filter(upload -> upload.state() == State.REFUSED).count() >= MOST_REFUSALS) {
            return null;
        }
        UUID id = gear.uploads().create(contact.lengthBytes(), metadata(contact));
        tries.succeeded();
        return new Upload(
                id,
                part.name(),
                State.RECEIVING,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** Of these the server has found its copy wanting. */
    private static boolean isBroken(Upload upload) {
        return !upload.secured()
                && (upload.state() == State.SEALED || upload.state() == State.DUPLICATE)
                && upload.problem().isPresent();
    }

    private static int worth(Upload upload) {
        if (upload.secured()) {
            return 3;
        }
        if (isBroken(upload)) {
            return 0;
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
        sidecarOf.ifPresent(name -> metadata.put("sidecarOf", name));
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
        return camera.waitAfter(refusal, tries)
                ? Optional.empty()
                : Optional.of(left(refusal.storageFull() ? Code.SERVER_FULL : Code.SERVER_SILENT, Reason.of(refusal)));
    }

    private Result unreadable(IOException why) throws CameraAtWork.Gone {
        camera.requirePresent(why);
        return left(Code.UNREADABLE, Reason.of(why));
    }

    private Result left(Code code, String... facts) {
        return new Result.Left(finding(code, facts));
    }

    private Finding finding(Code code, String... facts) {
        return Finding.about(camera.nameOf(part), code, facts);
    }
}
