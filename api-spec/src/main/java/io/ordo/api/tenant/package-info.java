/** Tenants on the wire. */
@NullMarked
package io.ordo.api.tenant;

import org.jspecify.annotations.NullMarked;
