/**
 * Payloads against the JSON Schemas of their queues, with an effort that is bounded whatever the schema and whatever
 * the payload: a schema is written by whoever may make queues, and judged on threads that serve everybody.
 */
@NullMarked
package io.ordo.scheduler.http.schema;

import org.jspecify.annotations.NullMarked;
