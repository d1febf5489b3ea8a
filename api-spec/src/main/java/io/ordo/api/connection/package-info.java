/** Connections, on the wire. */
@NullMarked
package io.ordo.api.connection;

import org.jspecify.annotations.NullMarked;
