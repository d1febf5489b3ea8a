package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;

/**
 * What an operation found.
 *
 * @param text one line for people
 * @param result the same for programs
 */
record Answer(String text, JsonNode result) {}
