/** Templates: reusable shapes for jobs, and the jobs that were made of them. */
@NullMarked
package io.ordo.scheduler.template;

import org.jspecify.annotations.NullMarked;
