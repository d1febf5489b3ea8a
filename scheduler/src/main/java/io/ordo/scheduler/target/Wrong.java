package io.ordo.scheduler.target;

/**
 * What is wrong with something somebody gave for a target.
 *
 * @param rule a stable word
 * @param message a sentence for whoever gave it; never what was given where that may be a secret
 */
public record Wrong(String rule, String message) {}
