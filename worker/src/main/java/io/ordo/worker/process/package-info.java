/**
 * Child processes that leave nothing behind: each gets a clean environment, a directory and a session of its
 * own, and when it ends, however it ends, every process it ever started ends with it. This is care, not a
 * jail: code that empties its own environment and leaves its session is beyond it.
 */
@NullMarked
package io.ordo.worker.process;

import org.jspecify.annotations.NullMarked;
