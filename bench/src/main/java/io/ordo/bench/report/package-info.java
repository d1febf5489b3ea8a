/** What was measured, what was asked for, and both on paper. */
@NullMarked
package io.ordo.bench.report;

import org.jspecify.annotations.NullMarked;
