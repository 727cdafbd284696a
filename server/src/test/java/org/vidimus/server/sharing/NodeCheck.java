package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The TypeScript check, run in Node on files: one process for many bundles. */
final class NodeCheck implements AutoCloseable {
    private static final Path PROGRAM = Path.of("..", "web", "verify", "dist", "check.mjs");

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    NodeCheck() throws IOException {
        process = new ProcessBuilder("node", PROGRAM.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** False in a build without pages. */
    static boolean isBuilt() {
        return Files.isRegularFile(PROGRAM);
    }

    record Answer(String verdict, TreeSet<String> codes) {}

    Answer check(Path bundle) throws IOException {
        in.write(bundle + "\n");
        in.flush();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the check ended at " + bundle);
        }
        JsonNode answer = JsonMapper.shared().readTree(line);
        TreeSet<String> codes = new TreeSet<>();
        answer.get("findings").forEach(found -> codes.add(found.get("code").asString()));
        return new Answer(answer.get("verdict").asString(), codes);
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
