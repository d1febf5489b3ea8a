package io.ordo.scheduler.receiving;

/**
 * Why a message cannot be taken.
 *
 * @param code a stable word, the API's own
 * @param error what is wrong with it, in words
 */
public record Refusal(String code, String error) {}
