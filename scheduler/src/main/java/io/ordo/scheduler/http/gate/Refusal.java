package io.ordo.scheduler.http.gate;

import io.micronaut.http.HttpStatus;

/**
 * Why a request does not pass.
 *
 * @param path where it was going, which decides in whose words it is refused
 * @param code a stable word
 * @param detail what to change
 */
record Refusal(String path, HttpStatus status, String code, String detail) {}
