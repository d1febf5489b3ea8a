/** When tasks will start: what stands where in the queues, how fast it goes, and how well earlier estimates held. */
@NullMarked
package io.ordo.scheduler.foreseeing;

import org.jspecify.annotations.NullMarked;
