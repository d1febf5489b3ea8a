/** Telling whoever listens what happens: who waits for news, and how each reads on at his own pace. */
@NullMarked
package io.ordo.scheduler.telling;

import org.jspecify.annotations.NullMarked;
