package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in a few words. What the platform says is a path mostly, and nothing about what is wrong. */
public final class FileReason {
    private FileReason() {}

    public static String of(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it is not there any more";
            case FileSystemException file when file.getReason() != null -> String.valueOf(file.getReason());
            case FileSystemException file -> file.getClass().getSimpleName();
            default -> message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        };
    }
}
