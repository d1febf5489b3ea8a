/** RestJobScheduler's API: jobs of templates, in forms instead of JSON, and in its own words. */
@NullMarked
package io.ordo.scheduler.http.restjobs;

import org.jspecify.annotations.NullMarked;
