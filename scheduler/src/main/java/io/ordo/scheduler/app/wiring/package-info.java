/** Wiring: which actor gets which port, and the loops that let actors run again and again. */
@NullMarked
package io.ordo.scheduler.app.wiring;

import org.jspecify.annotations.NullMarked;
