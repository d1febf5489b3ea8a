/** Connections: how they are written, changed and tried. */
@NullMarked
package io.ordo.scheduler.http.connection;

import org.jspecify.annotations.NullMarked;
