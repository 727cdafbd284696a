package org.vidimus.server.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** What a job carries, as JSON: readable in the table, and safe to read back. Jobs carry records of ids. */
record JsonTaskData(JsonMapper json) implements Serializer {
    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return json.readValue(data, type);
    }
}
