/** Simulations on the wire. */
@NullMarked
package io.ordo.scheduler.http.lab;

import org.jspecify.annotations.NullMarked;
