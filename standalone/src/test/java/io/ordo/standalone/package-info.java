/** Tests of the process as a whole and of what it keeps. */
@NullMarked
package io.ordo.standalone;

import org.jspecify.annotations.NullMarked;
