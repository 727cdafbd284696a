package org.vidimus.dock;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vidimus.client.Refusal;
import org.vidimus.client.Uploads.Upload;
import org.vidimus.dock.EraseJournal.Intent;
import org.vidimus.dock.PartOffload.Result.Secured;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Part;

/**
 * Erases single files from one camera: only those whose stored copy was read back, only as long as the file is still the one
 * that was read at first contact, and never anything else.
 */
final class Eraser {
    private final Gear gear;
    private final CameraAtWork camera;

    Eraser(Gear gear, CameraAtWork camera) {
        this.gear = gear;
        this.camera = camera;
    }

    /**
     * Asks the server first, however long it takes to answer; then looks at the file, and from there on waits for nobody.
     *
     * @return whether the file is gone
     * @throws CameraAtWork.Gone if the camera is; the journal knows whether something was about to be erased
     */
    boolean erase(Part part, Secured secured) throws IOException, InterruptedException {
        if (!gear.serials().distinct(camera.serial()) || !stillSecured(part, secured)) {
            return false;
        }
        Optional<Intent> erased = camera.lane().run(() -> lookAndErase(part, secured));
        if (erased.isEmpty()) {
            return false;
        }
        gear.board().erased(camera.bar(), camera.nameOf(part), secured.upload());
        camera.bar().fileErased();
        tell(erased.get());
        return true;
    }

    /** What is erased lies where the bytes were read: another camera that is mounted there meanwhile is out of reach. */
    private Optional<Intent> lookAndErase(Part part, Secured secured) throws IOException {
        try (HeldFile file = HeldFile.of(part.file())) {
            secured.contact().check(file, read -> {});
            Intent intent = intent(part, secured);
            return intend(part, intent) && delete(part, file, secured) ? Optional.of(intent) : Optional.empty();
        } catch (FirstContact.Changed changed) {
            camera.find(about(part, Code.CHANGED, Reason.of(changed)));
        } catch (CameraAtWork.Gone gone) {
            throw gone;
        } catch (IOException unreadable) {
            camera.requirePresent(unreadable);
            camera.find(about(part, Code.UNREADABLE, Reason.of(unreadable)));
        }
        return Optional.empty();
    }

    private Intent intent(Part part, Secured secured) {
        return new Intent(
                secured.upload(),
                camera.serial(),
                relative(part.file()),
                secured.contact().lengthBytes(),
                secured.contact().modifiedMs(),
                gear.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private boolean intend(Part part, Intent intent) {
        try {
            gear.journal().intend(intent);
            return true;
        } catch (IOException noJournal) {
            camera.find(about(part, Code.NOT_ERASED, Reason.of(noJournal)));
            return false;
        }
    }

    private boolean stillSecured(Part part, Secured secured) throws IOException, InterruptedException {
        Patience.Tries tries = gear.patience().tries();
        while (true) {
            try {
                Upload upload = gear.uploads().show(secured.upload());
                if (upload.secured()
                        && upload.sha256()
                                .map(secured.contact().sha256()::equals)
                                .orElse(true)) {
                    return true;
                }
                camera.find(about(part, Code.NOT_SECURED, upload.state().name()));
                return false;
            } catch (IOException failed) {
                if (!worthWaiting(failed, tries)) {
                    camera.find(about(part, Code.NOT_SECURED, Reason.of(failed)));
                    return false;
                }
            }
        }
    }

    /**
     * A crash from here to the report leaves the intent; the next start looks at the file and reports, or starts over. Where it is
     * known that nothing was erased, the intent is over.
     */
    private boolean delete(Part part, HeldFile file, Secured secured) throws IOException {
        try {
            secured.contact().requireSame(file);
            camera.requireSame();
        } catch (IOException another) {
            gear.journal().over(secured.upload());
            throw another;
        }
        if (!gear.serials().distinct(camera.serial())) {
            gear.journal().over(secured.upload());
            return false;
        }
        try {
            file.delete();
        } catch (NoSuchFileException notByUs) {
            gear.journal().over(secured.upload());
            throw notByUs;
        } catch (IOException refused) {
            camera.requirePresent(refused);
            if (isThere(file)) {
                gear.journal().over(secured.upload());
                camera.find(about(part, Code.NOT_ERASED, Reason.of(refused)));
            }
            return false;
        }
        sync(part);
        return true;
    }

    private static boolean isThere(HeldFile file) {
        try {
            file.attributes();
            return true;
        } catch (IOException notToBeSeen) {
            // The journal keeps what nobody knows: the next visit looks again.
            return false;
        }
    }

    /** A file system that cannot do it loses nothing: a file that comes back is found secured, and erased again. */
    private void sync(Part part) {
        try {
            EraseJournal.syncFolder(Optional.ofNullable(part.file().getParent()).orElse(camera.root()));
        } catch (IOException unsupported) {
            gear.board().waiting(camera.bar(), Reason.of(unsupported));
        }
    }

    /** Looks after erasures that an earlier run began and did not report. */
    void catchUp() throws IOException, InterruptedException {
        for (Intent intent : gear.journal().pending(camera.serial())) {
            Path file;
            try {
                file = Path.of(URI.create(rootUri() + intent.file()));
            } catch (IllegalArgumentException notHere) {
                camera.find(Finding.about(intent.file(), Code.ERASURE_UNREPORTED, "its name cannot be read back"));
                continue;
            }
            boolean still = isStill(file, intent);
            camera.requireSame();
            if (still) {
                // It was not erased after all. The usual way finds its upload secured, and erases it.
                gear.journal().over(intent.upload());
            } else {
                tell(intent);
            }
        }
    }

    private boolean isStill(Path file, Intent intent) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.size() == intent.lengthBytes() && now.lastModifiedTime().toMillis() == intent.modifiedMs();
        } catch (NoSuchFileException gone) {
            camera.requirePresent(gone);
            return false;
        }
    }

    /** Tells the server; if that cannot be done now, the journal remembers. */
    private void tell(Intent intent) throws IOException, InterruptedException {
        Patience.Tries tries = gear.patience().tries();
        while (true) {
            try {
                gear.uploads().erased(intent.upload(), intent.at());
                tries.succeeded();
                gear.journal().over(intent.upload());
                return;
            } catch (IOException failed) {
                if (!worthWaiting(failed, tries)) {
                    camera.find(Finding.about(intent.file(), Code.ERASURE_UNREPORTED, Reason.of(failed)));
                    return;
                }
            }
        }
    }

    private boolean worthWaiting(IOException failed, Patience.Tries tries) throws IOException, InterruptedException {
        if (failed instanceof Refusal refusal) {
            if (refusal.concernsToken()) {
                throw new TokenRefused(refusal);
            }
            if (!refusal.passing()) {
                return false;
            }
        }
        return camera.waitAfter(failed, tries);
    }

    private String relative(Path file) {
        return file.toUri()
                .getRawPath()
                .substring(URI.create(rootUri()).getRawPath().length());
    }

    private String rootUri() {
        String uri = camera.root().toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private Finding about(Part part, Code code, String... facts) {
        return Finding.about(camera.nameOf(part), code, facts);
    }
}
