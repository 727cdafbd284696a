package org.vidimus.server.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** Whether this host can work: for load balancers and scripts that wait. */
@RestController
@Tag(name = "house")
class HealthController {
    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    private final Gate gate;
    private final JdbcClient sql;

    HealthController(Gate gate, JdbcClient sql) {
        this.gate = gate;
        this.sql = sql;
    }

    /** @param status UP, or DOWN with status 503 when the database does not answer */
    record Health(String status) {}

    @Does(Action.HEALTH_SHOW)
    @GetMapping("/api/health")
    ResponseEntity<Health> showHealth(Caller caller) {
        boolean up = gate.view(Passage.of(caller, Action.HEALTH_SHOW), _ -> databaseAnswers());
        return ResponseEntity.status(up ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(new Health(up ? "UP" : "DOWN"));
    }

    private boolean databaseAnswers() {
        try {
            return sql.sql("select true").query(Boolean.class).single();
        } catch (DataAccessException e) {
            LOG.warn("database-away reason=\"{}\"", e.getMessage());
            return false;
        }
    }
}
