/** On whose account work is done, and what is agreed with them. */
@NullMarked
package io.ordo.scheduler.tenant;

import org.jspecify.annotations.NullMarked;
