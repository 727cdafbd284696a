package org.vidimus.dock.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file's name as text. Names are bytes; where they are not UTF-8, each byte is read as ISO 8859-1, which shows something
 * for every name and loses nothing.
 *
 * @param exact whether the bytes were UTF-8
 */
public record FileName(String text, boolean exact) {
    private static final boolean UTF_8_NAMES = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    /** The last name of the path. */
    public static FileName of(Path path) {
        Path last = path.getFileName();
        String plain = last == null ? "" : last.toString();
        if (UTF_8_NAMES && plain.indexOf('\uFFFD') < 0 && plain.indexOf('?') < 0) {
            return new FileName(plain, true);
        }
        byte[] bytes = bytes(path);
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        try {
            return new FileName(strict.decode(ByteBuffer.wrap(bytes)).toString(), true);
        } catch (CharacterCodingException notUtf8) {
            return new FileName(new String(bytes, StandardCharsets.ISO_8859_1), false);
        }
    }

    /** The raw bytes are only to be had percent-encoded, from the path's URI. */
    private static byte[] bytes(Path path) {
        String raw = path.toUri().getRawPath();
        String name = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        name = name.substring(name.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
