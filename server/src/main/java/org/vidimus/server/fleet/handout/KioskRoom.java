package org.vidimus.server.fleet.handout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Readiness;
import org.vidimus.server.fleet.ReadySettings;
import org.vidimus.server.fleet.WantedSettings;

/** What stands in the docks of a place. */
@Repository
class KioskRoom {
    private final JdbcClient sql;
    private final ReadySettings settings;
    private final WantedSettings wanted;

    KioskRoom(JdbcClient sql, ReadySettings settings, WantedSettings wanted) {
        this.sql = sql;
        this.settings = settings;
        this.wanted = wanted;
    }

    /** @param problem a code, in words by the screen */
    record Trouble(String dock, String slot, String problem) {}

    record Now(int ready, int docked, List<Trouble> troubles) {}

    private record Docked(CameraId camera, boolean ready, Optional<Trouble> trouble) {}

    /** @param site of everywhere, if it is empty */
    Now now(Optional<UUID> site) {
        List<Docked> docked = sql.sql("""
                        select n.*, c.standing, c.id from camera_now n join camera c on c.id = n.camera
                        where n.slot is not null and (cast(:site as uuid) is null or n.site = :site) order by n.dock_name, n.slot
                        """)
                .param("site", site.orElse(null))
                .query(this::docked)
                .list();
        List<Trouble> troubles = new ArrayList<>();
        docked.forEach(one -> one.trouble().ifPresent(troubles::add));
        Set<CameraId> differing =
                wanted.notAsWanted(docked.stream().map(Docked::camera).toList());
        long ready = docked.stream()
                .filter(one -> one.ready() && !differing.contains(one.camera()))
                .count();
        return new Now((int) ready, docked.size(), troubles);
    }

    private Docked docked(ResultSet row, int n) throws SQLException {
        // What a dock said last that is silent since is no news.
        String problem = row.getBoolean("slot_heard") ? row.getString("slot_problem") : "dock-silent";
        boolean free =
                row.getObject("hand_out") == null && row.getString("standing").equals("IN_SERVICE");
        return new Docked(
                new CameraId(row.getObject("id", UUID.class)),
                free && problem == null && Readiness.of(row, settings).ready(),
                problem == null
                        ? Optional.empty()
                        : Optional.of(new Trouble(row.getString("dock_name"), row.getString("slot"), problem)));
    }
}
