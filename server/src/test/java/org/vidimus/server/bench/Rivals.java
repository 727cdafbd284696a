package org.vidimus.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The servers that this machine has to compare with; what it has not is left out, and said. */
record Rivals(Optional<TusServer> tus, Optional<Nginx> nginx) implements AutoCloseable {
    static Rivals start(Path folder, Table table) throws IOException, InterruptedException {
        Optional<Nginx> nginx = Nginx.start(Files.createDirectories(folder.resolve("nginx")));
        if (nginx.isEmpty()) {
            table.say("nginx is left out: it is not installed");
        }
        return new Rivals(TusServer.start(folder.resolve("tus"), table), nginx);
    }

    @Override
    public void close() {
        tus.ifPresent(TusServer::close);
        nginx.ifPresent(Nginx::close);
    }
}
