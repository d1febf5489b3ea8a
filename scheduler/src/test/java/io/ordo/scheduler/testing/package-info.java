/** What integration tests of every module stand on: real servers, a real scheduler, a plain HTTP client. */
@NullMarked
package io.ordo.scheduler.testing;

import org.jspecify.annotations.NullMarked;
