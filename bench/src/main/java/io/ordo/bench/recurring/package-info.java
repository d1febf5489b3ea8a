/** Jobs that are due again and again: how many fire in a second, and how late. */
@NullMarked
package io.ordo.bench.recurring;

import org.jspecify.annotations.NullMarked;
