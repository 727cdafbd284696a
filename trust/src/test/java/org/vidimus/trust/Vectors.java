package org.vidimus.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files under {@code vectors/}, made anew: {@code java … org.vidimus.trust.Vectors FOLDER}. */
final class Vectors {
    static final Path FOLDER = Path.of("..", "vectors");

    private Vectors() {}

    static Map<String, List<Map<String, Object>>> all() {
        var files = new LinkedHashMap<String, List<Map<String, Object>>>();
        files.put("inclusion.json", ProofProbes.inclusion());
        files.put("consistency.json", ProofProbes.consistency());
        files.put("keys.json", NoteProbes.keys());
        files.put("notes.json", NoteProbes.notes());
        files.put("checkpoints.json", TextProbes.checkpoints());
        files.put("entries.json", TextProbes.entries());
        files.put("leaves.json", TextProbes.leaves());
        files.put("manifests.json", TextProbes.manifests());
        files.put("descriptions.json", TextProbes.descriptions());
        files.put("custody.json", TextProbes.custody());
        return files;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (var file : all().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), TestJson.write(file.getValue()));
        }
    }
}
