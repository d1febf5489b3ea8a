/**
 * Signing: the installation's own keys, by which receivers know that a delivery is Ordo's.
 */
@NullMarked
package io.ordo.scheduler.signing;

import org.jspecify.annotations.NullMarked;
