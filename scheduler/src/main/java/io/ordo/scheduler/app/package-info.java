/** Main, and the settings of whoever starts it. */
@NullMarked
package io.ordo.scheduler.app;

import org.jspecify.annotations.NullMarked;
