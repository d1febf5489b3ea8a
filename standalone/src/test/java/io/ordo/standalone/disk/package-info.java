/** Tests with the real server, killed in all the ways that happen. */
@NullMarked
package io.ordo.standalone.disk;

import org.jspecify.annotations.NullMarked;
