/**
 * What a request brings: bodies, fields and queries read with care, and everything wrong with them said at once. Also
 * what answers of several kinds show alike.
 */
@NullMarked
package io.ordo.scheduler.http.request;

import org.jspecify.annotations.NullMarked;
