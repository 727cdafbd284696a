package org.vidimus.dock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import org.vidimus.client.FileBody;
import org.vidimus.dock.camera.Part;
import org.vidimus.trust.Sha256;

/** Sends one part's bytes, from where the server's stable storage ends. Runs on a lane's thread. */
final class Sending {
    private final Gear gear;
    private final CameraAtWork camera;
    private final Part part;
    private final Patience.Tries tries;

    Sending(Gear gear, CameraAtWork camera, Part part, Patience.Tries tries) {
        this.gear = gear;
        this.camera = camera;
        this.part = part;
        this.tries = tries;
    }

    /** The camera could not be read while something was sent: not the server's fault. */
    static final class CameraUnreadable extends IOException {
        private static final long serialVersionUID = 1L;

        CameraUnreadable(IOException cause) {
            super(cause);
        }

        IOException cause() {
            return getCause() instanceof IOException io ? io : this;
        }
    }

    /**
     * Sends what the server does not have yet.
     *
     * @throws FirstContact.Changed if the file reads differently than at first contact; the server never gets all of it
     * @throws CameraUnreadable if it cannot be read
     * @throws IOException if the way to the server broke; how much arrived is not known
     */
    void send(UUID id, FirstContact contact) throws IOException, InterruptedException {
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
            gear.board().waiting(camera.bar(), Reason.of(stays));
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
            ByteBuffer buffer = ReadBuffer.ofThisThread(1 << 20);
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
}
