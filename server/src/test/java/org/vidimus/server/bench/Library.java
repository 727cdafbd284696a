package org.vidimus.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.SampleLibrary;

/** The large library that several topics look into: made once, for all of a run. */
final class Library {
    private Library() {}

    static Path folder(Options options) {
        return options.folder().resolve("library");
    }

    static void fill(House house, Staff staff, int rows, Table table) throws SQLException, IOException {
        long there = house.sql()
                .sql("select count(*) from evidence")
                .query(Long.class)
                .single();
        if (there >= rows) {
            return;
        }
        if (there > 0) {
            throw new IllegalStateException("the folder holds a library of " + there + ", want " + rows + " or none");
        }
        table.say("Making a library of " + rows + " …");
        SampleLibrary.fill(
                house.part(DataSource.class), rows, List.of(staff.person(Role.WEARER), staff.person(Role.SUPERVISOR)));
    }
}
