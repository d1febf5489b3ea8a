/** Made up work to try rankers on, the same for the same seed. */
@NullMarked
package io.ordo.ranker.simulation.load;

import org.jspecify.annotations.NullMarked;
