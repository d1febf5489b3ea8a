/** REST: parcels brought over HTTP, to addresses that were vetted for each of them. */
@NullMarked
package io.ordo.scheduler.rest;

import org.jspecify.annotations.NullMarked;
