/** What happens together, and what happens once that is certain. */
@NullMarked
package io.ordo.scheduler.commit;

import org.jspecify.annotations.NullMarked;
