/** Templates over HTTP, as JSON Schema and as RestJobScheduler writes them; and the jobs that are made of them. */
@NullMarked
package io.ordo.scheduler.http.template;

import org.jspecify.annotations.NullMarked;
