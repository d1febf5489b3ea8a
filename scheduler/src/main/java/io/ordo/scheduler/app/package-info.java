/** Wiring: which actor gets which port, and the settings all of them are made from. */
@NullMarked
package io.ordo.scheduler.app;

import org.jspecify.annotations.NullMarked;
