/** Reads this repository's own files, so that tests can hold the house style against them. */
@NullMarked
package io.ordo.scheduler.tidy;

import org.jspecify.annotations.NullMarked;
