/** What payloads look like: the schema of a queue, the shapes of OpenKAT's tasks and the identity they give. */
@NullMarked
package io.ordo.scheduler.http.item;

import org.jspecify.annotations.NullMarked;
