/**
 * The scheduler as the worker sees it: its HTTP API for workers, with what may go wrong on the way told apart
 * into answers to expect, a scheduler out of reach, and refusals.
 */
@NullMarked
package io.ordo.worker.client;

import org.jspecify.annotations.NullMarked;
