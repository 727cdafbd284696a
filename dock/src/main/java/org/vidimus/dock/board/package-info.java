/** What people and programs see of a dock at work. */
@NullMarked
package org.vidimus.dock.board;

import org.jspecify.annotations.NullMarked;
