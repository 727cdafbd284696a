package org.vidimus.dock.camera;

import java.util.regex.Pattern;

/** One place where a fact may be read. */
public sealed interface FactSource {
    /** The first group of the first match in a text file's first 64 KiB. */
    record InText(String file, Pattern find) implements FactSource {}

    /** A value in a JSON file, by JSON pointer (RFC 6901). */
    record InJson(String file, String pointer) implements FactSource {}

    /** The first group of a match with the name of the camera's folder, which is the volume's label on most systems. */
    record FolderName(Pattern match) implements FactSource {}

    /** The same for every camera of the layout. */
    record Constant(String value) implements FactSource {}
}
