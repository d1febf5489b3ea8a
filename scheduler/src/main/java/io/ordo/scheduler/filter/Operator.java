package io.ordo.scheduler.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a {@link Filter.Condition} compares; each with the words it goes by on the wire. */
public enum Operator {
    EQUAL("==", "eq"),
    NOT_EQUAL("!=", "ne"),
    IS("is"),
    IS_NOT("is_not"),
    IS_NULL("is_null"),
    IS_NOT_NULL("is_not_null"),
    GREATER(">", "gt"),
    LESS("<", "lt"),
    AT_LEAST(">=", "gte"),
    AT_MOST("<=", "lte"),
    LIKE("like"),
    NOT_LIKE("not_like"),
    ILIKE("ilike"),
    NOT_ILIKE("not_ilike"),
    IN("in"),
    NOT_IN("not_in"),
    CONTAINS("contains"),
    ANY("any"),
    MATCH("match"),
    STARTS_WITH("starts_with"),
    /** The JSON value contains the given document. */
    HOLDS("@>"),
    /** The JSON value is contained in the given document. */
    HELD_BY("<@"),
    /** The JSON path finds something. */
    PATH_EXISTS("@?"),
    /** The JSON path predicate is true. */
    PATH_MATCHES("@@");

    @SuppressWarnings("ImmutableEnumChecker") // List.of() makes immutable ones
    private final List<String> words;

    Operator(String... words) {
        this.words = List.of(words);
    }

    /** The operator a word stands for; empty for none. */
    public static Optional<Operator> of(String word) {
        return Stream.of(values())
                .filter(operator -> operator.words.contains(word))
                .findFirst();
    }

    /** Every word there is, in the order of the operators. */
    public static List<String> allWords() {
        return Stream.of(values()).flatMap(operator -> operator.words.stream()).toList();
    }
}
