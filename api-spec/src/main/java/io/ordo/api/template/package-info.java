/** Templates on the wire. */
@NullMarked
package io.ordo.api.template;

import org.jspecify.annotations.NullMarked;
