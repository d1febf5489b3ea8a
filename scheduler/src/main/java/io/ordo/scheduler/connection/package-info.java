/** Named places that targets go to. */
@NullMarked
package io.ordo.scheduler.connection;

import org.jspecify.annotations.NullMarked;
