package org.vidimus.server.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.vidimus.trust.Sha256;

/**
 * A master key in a file of its own, readable by its owner alone: 256 random bits for AES-GCM.
 *
 * <p>The file is two lines, {@code vidimus.master-key/v1} and 64 hexadecimal digits. Whoever loses it has lost everything in
 * the vault; whoever copies it can read everything in the vault.
 */
final class FileMasterKey implements MasterKey {
    private static final String FORMAT = "vidimus.master-key/v1";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int KEY_BYTES = 32;

    private final String id;
    private final AesGcmJce cipher;

    private FileMasterKey(byte[] key) throws GeneralSecurityException {
        byte[] digest =
                Sha256.of(FORMAT.getBytes(StandardCharsets.US_ASCII), key).bytes();
        this.id = "file:" + HexFormat.of().formatHex(digest, 0, 8);
        this.cipher = new AesGcmJce(key);
    }

    /**
     * Makes a new key.
     *
     * @throws IOException if the file exists or cannot be written; there is no file then, or the one that was there
     */
    static FileMasterKey make(Path file) throws IOException, GeneralSecurityException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "master", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            String text = FORMAT + "\n" + HexFormat.of().formatHex(key) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        // A crash before the move leaves a draft that nothing was wrapped with, and no key.
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
        return new FileMasterKey(key);
    }

    /** @throws IOException if the file is not a master key, or others than its owner may read it */
    static FileMasterKey read(Path file) throws IOException, GeneralSecurityException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("the master key " + file + " is open to others ("
                    + PosixFilePermissions.toString(permissions) + "); make it its owner's alone: chmod 600");
        }
        String[] lines = Files.readString(file, StandardCharsets.US_ASCII).split("\n", -1);
        if (lines.length < 2 || !lines[0].equals(FORMAT) || lines[1].length() != 2 * KEY_BYTES) {
            throw new IOException("the file " + file + " is not a master key of format " + FORMAT);
        }
        return new FileMasterKey(HexFormat.of().parseHex(lines[1]));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] dataKey, byte[] context) throws GeneralSecurityException {
        return cipher.encrypt(dataKey, context);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return cipher.decrypt(wrapped, context);
    }
}
