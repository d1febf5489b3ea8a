/**
 * A load generator that costs little, since it shares the machine with what it loads: one thread, many keep-alive
 * connections, requests put together from prepared bytes, answers scanned and never parsed. {@link
 * io.ordo.bench.load.Load} drives {@link io.ordo.bench.load.Script}s, {@link io.ordo.bench.load.Meter} measures them.
 */
@NullMarked
package io.ordo.bench.load;

import org.jspecify.annotations.NullMarked;
