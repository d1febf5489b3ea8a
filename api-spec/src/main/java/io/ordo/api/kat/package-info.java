/** What OpenKAT's clients and Ordo say to each other, in the words and shapes of OpenKAT's scheduler. */
@NullMarked
package io.ordo.api.kat;

import org.jspecify.annotations.NullMarked;
