/** Templating: templates are kept, jobs are made of them, and what is to follow a job that ends does. */
@NullMarked
package io.ordo.scheduler.templating;

import org.jspecify.annotations.NullMarked;
