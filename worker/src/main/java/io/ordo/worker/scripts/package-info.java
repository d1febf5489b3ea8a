/** The executors that hand the payload's own code to an interpreter in a child process: Python and shell. */
@NullMarked
package io.ordo.worker.scripts;

import org.jspecify.annotations.NullMarked;
