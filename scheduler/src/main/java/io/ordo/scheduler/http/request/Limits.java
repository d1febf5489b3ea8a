package io.ordo.scheduler.http.request;

/**
 * How much a request may bring.
 *
 * @param bodySize bytes of an ordinary body
 * @param settlementSize bytes of a settlement, whose log counts up to six bytes a character
 */
public record Limits(long bodySize, long settlementSize) {}
