/** Tests with the real server, killed in all the ways that happen. */
@NullMarked
package io.ordo.standalone.database;

import org.jspecify.annotations.NullMarked;
