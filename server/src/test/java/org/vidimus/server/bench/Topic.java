package org.vidimus.server.bench;

/** One thing to measure, by itself. */
@FunctionalInterface
interface Topic {
    void run(Options options, Table table) throws Exception;
}
