/** For tests of couriers: parcels, a ledger of what was said of each, and signals to servers. */
@NullMarked
package io.ordo.scheduler.testing.courier;

import org.jspecify.annotations.NullMarked;
