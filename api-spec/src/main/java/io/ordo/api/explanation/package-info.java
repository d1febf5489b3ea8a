/** Why a task waits, on the wire. */
@NullMarked
package io.ordo.api.explanation;

import org.jspecify.annotations.NullMarked;
