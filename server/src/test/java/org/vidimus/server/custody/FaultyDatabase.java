package org.vidimus.server.custody;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A real database whose connection breaks at a chosen durable step: either just before, so that nothing is stored, or just after,
 * so that it is stored and reported as failed. A durable step is a commit, or a statement that writes outside of a transaction.
 */
final class FaultyDatabase extends AbstractDataSource {
    /** Which side of the step the connection breaks. */
    enum Break {
        NOT_STORED,
        STORED_BUT_REPORTED_FAILED
    }

    private final DataSource real;
    private int steps;
    private int failing = -1;
    private Break how = Break.NOT_STORED;

    FaultyDatabase(DataSource real) {
        this.real = real;
    }

    /** Lets the {@code step}-th durable step from now on fail, counted from 0. */
    void failAt(int step, Break side) {
        steps = 0;
        failing = step;
        how = side;
    }

    void heal() {
        failing = -1;
    }

    /** Whether the chosen step was reached. */
    boolean hasFailed() {
        return failing >= 0 && steps > failing;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, connection, (method, arguments) -> switch (method.getName()) {
            case "commit" -> step(() -> invoke(connection, method, arguments), connection);
            case "prepareStatement" ->
                statement(connection, (PreparedStatement) require(invoke(connection, method, arguments)), (String)
                        require(arguments)[0]);
            default -> invoke(connection, method, arguments);
        });
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("one user is enough here");
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String text) {
        boolean writes = !text.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
        return proxy(PreparedStatement.class, statement, (method, arguments) -> {
            boolean alone = method.getName().startsWith("execute") && writes && connection.getAutoCommit();
            return alone
                    ? step(() -> invoke(statement, method, arguments), connection)
                    : invoke(statement, method, arguments);
        });
    }

    private @Nullable Object step(Durable durable, Connection connection) throws Throwable {
        boolean fails = steps++ == failing;
        if (fails && how == Break.NOT_STORED) {
            connection.close();
            throw broken();
        }
        Object answer = durable.run();
        if (fails) {
            connection.close();
            throw broken();
        }
        return answer;
    }

    private static SQLException broken() {
        return new SQLException("the connection broke", "08006");
    }

    private interface Durable {
        @Nullable
        Object run() throws Throwable;
    }

    private interface Call {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call.on(method, arguments)));
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("JDBC gave nothing");
        }
        return value;
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
