package org.vidimus.server.access;

/** Whether somebody has closed a person's account by hand: then no door is open to them, and nothing is given to them. */
public interface Bars {
    boolean barred(PersonId person);
}
