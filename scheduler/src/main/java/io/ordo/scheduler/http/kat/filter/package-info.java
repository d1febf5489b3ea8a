/** What OpenKAT's clients filter by, read with care. */
@NullMarked
package io.ordo.scheduler.http.kat.filter;

import org.jspecify.annotations.NullMarked;
