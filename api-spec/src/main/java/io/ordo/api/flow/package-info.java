/** How much may be under way, on the wire. */
@NullMarked
package io.ordo.api.flow;

import org.jspecify.annotations.NullMarked;
