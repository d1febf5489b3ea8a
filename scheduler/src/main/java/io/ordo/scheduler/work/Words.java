package io.ordo.scheduler.work;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Choices as they are written everywhere outside Java: the constants' names in lower case. */
public final class Words {
    private Words() {}

    /** The word for a choice. */
    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** The choice of that word; empty when there is none. */
    public static <E extends Enum<E>> Optional<E> read(Class<E> choices, String word) {
        return Stream.of(choices.getEnumConstants())
                .filter(choice -> of(choice).equals(word))
                .findAny();
    }

    /** All words, as a message lists them. */
    public static <E extends Enum<E>> String all(Class<E> choices) {
        return List.of(choices.getEnumConstants()).stream().map(Words::of).collect(Collectors.joining(", "));
    }
}
