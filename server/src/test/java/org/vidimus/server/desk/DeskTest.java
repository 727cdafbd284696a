package org.vidimus.server.desk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vidimus.server.ServerTest;

/**
 * The whole server and a browser. Test methods take a {@link Desk}: a window of its own for each test, closed after it. A test
 * fails when the page wrote an error to the console, or its policy stopped something.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@ExtendWith(DeskWindows.class)
@interface DeskTest {}
