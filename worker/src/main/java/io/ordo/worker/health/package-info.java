/** The small HTTP endpoint by which others see that a worker lives and reaches its scheduler. */
@NullMarked
package io.ordo.worker.health;

import org.jspecify.annotations.NullMarked;
