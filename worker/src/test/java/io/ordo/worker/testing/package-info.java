/** What several tests share: tasks to execute, a scheduler to talk to, tools to look for. */
@NullMarked
package io.ordo.worker.testing;

import org.jspecify.annotations.NullMarked;
