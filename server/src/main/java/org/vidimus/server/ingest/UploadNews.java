package org.vidimus.server.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.web.Events;

/** What screens are told of an upload: enough to draw its bar. */
@Component
class UploadNews implements Events.Source {
    private final Uploads uploads;

    UploadNews(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.UPLOAD;
    }

    @Override
    public Optional<Map<String, Object>> of(UUID id) {
        return uploads.find(new UploadId(id)).map(upload -> {
            Map<String, Object> news = new HashMap<>(Map.of(
                    "name", upload.description().name(),
                    "offsetBytes", upload.offsetBytes(),
                    "lengthBytes", upload.lengthBytes(),
                    "state", upload.state().name()));
            upload.description().camera().ifPresent(camera -> news.put("camera", camera));
            return news;
        });
    }
}
