package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.vidimus.dock.camera.Finding.Code;

/**
 * Visits every file under a camera's folder once. Follows no link; goes no deeper than sixteen folders; what it does not
 * visit, it names.
 */
final class FolderWalk {
    static final int DEEPEST = 16;
    static final int MOST_FILES = 1_000_000;

    private final Path root;
    private final Consumer<Finding> findings;
    private long visited;

    FolderWalk(Path root, Consumer<Finding> findings) {
        this.root = root;
        this.findings = findings;
    }

    interface Visitor {
        /** @param relative path below the root with {@code /} between names */
        void visit(Path file, String relative, BasicFileAttributes attributes);
    }

    /** @throws IOException if the root itself cannot be listed: the camera is gone */
    void visit(Visitor visitor) throws IOException {
        Deque<Path> folders = new ArrayDeque<>();
        list(root, folders, visitor);
        while (!folders.isEmpty() && visited < MOST_FILES) {
            Path folder = folders.pop();
            try {
                list(folder, folders, visitor);
            } catch (IOException unreadable) {
                findings.accept(Finding.about(relative(folder), Code.UNREADABLE, FileReason.of(unreadable)));
            }
        }
        if (visited >= MOST_FILES) {
            findings.accept(Finding.of(Code.TOO_MANY, Integer.toString(MOST_FILES)));
        }
    }

    private void list(Path folder, Deque<Path> folders, Visitor visitor) throws IOException {
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                visited++;
                if (visited >= MOST_FILES) {
                    return;
                }
                one(entry, below, visitor);
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        below.sort(null);
        below.reversed().forEach(folders::push);
    }

    private void one(Path entry, List<Path> below, Visitor visitor) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException unreadable) {
            findings.accept(Finding.about(relative(entry), Code.UNREADABLE, FileReason.of(unreadable)));
            return;
        }
        if (attributes.isSymbolicLink()) {
            findings.accept(Finding.about(relative(entry), Code.SYMLINK));
        } else if (attributes.isDirectory()) {
            if (entry.getNameCount() - root.getNameCount() > DEEPEST) {
                findings.accept(Finding.about(relative(entry), Code.TOO_DEEP, Integer.toString(DEEPEST)));
            } else {
                below.add(entry);
            }
        } else if (attributes.isRegularFile()) {
            visitor.visit(entry, relative(entry), attributes);
        } else {
            findings.accept(Finding.about(relative(entry), Code.NOT_A_FILE));
        }
    }

    private String relative(Path path) {
        return Relative.to(root, path);
    }
}
