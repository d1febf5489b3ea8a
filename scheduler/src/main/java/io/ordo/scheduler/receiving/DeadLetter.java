package io.ordo.scheduler.receiving;

/** A message that nobody can do anything with, to be put aside for somebody to look at. */
public record DeadLetter(Message message, Refusal refusal) {}
