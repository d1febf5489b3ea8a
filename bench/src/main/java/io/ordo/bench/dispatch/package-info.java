/** Tasks pushed to targets, beside the bare clients that send the same. */
@NullMarked
package io.ordo.bench.dispatch;

import org.jspecify.annotations.NullMarked;
