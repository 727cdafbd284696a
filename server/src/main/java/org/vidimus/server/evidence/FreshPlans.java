package org.vidimus.server.evidence;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Queries whose plan hangs on what is asked for: a rare word is best looked up, a common one is soon met walking down the list.
 * PostgreSQL gives a statement that it has prepared a plan for any value, which then walks past a million rows for the rare
 * word. So these are never prepared; planning anew costs less than a millisecond.
 */
final class FreshPlans extends JdbcTemplate {
    private FreshPlans(DataSource source) {
        super(source);
    }

    static JdbcClient over(DataSource source) {
        return JdbcClient.create(new FreshPlans(source));
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
