/**
 * Jobs as rows in PostgreSQL. Features contribute {@link com.github.kagkarlsson.scheduler.task.Task} beans and schedule through
 * {@link com.github.kagkarlsson.scheduler.SchedulerClient}, inside the transaction that makes the work necessary.
 */
@NullMarked
package org.vidimus.server.jobs;

import org.jspecify.annotations.NullMarked;
