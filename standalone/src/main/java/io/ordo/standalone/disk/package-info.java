/** What must survive a power cut. */
@NullMarked
package io.ordo.standalone.disk;

import org.jspecify.annotations.NullMarked;
