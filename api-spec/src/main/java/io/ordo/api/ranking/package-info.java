/** What rankers there are, which one a queue has, and what others would have made of it, as JSON in snake_case. */
@NullMarked
package io.ordo.api.ranking;

import org.jspecify.annotations.NullMarked;
