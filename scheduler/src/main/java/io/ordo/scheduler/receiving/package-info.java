/** Tasks and results that come in over topics: what becomes of each message, and that none is lost or counts twice. */
@NullMarked
package io.ordo.scheduler.receiving;

import org.jspecify.annotations.NullMarked;
