package io.ordo.scheduler.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a {@link Filter.Condition} compares; each with the words it goes by on the wire. */
public enum Operator {
    EQUAL(Takes.ONE_OR_NOTHING, "==", "eq"),
    NOT_EQUAL(Takes.ONE_OR_NOTHING, "!=", "ne"),
    /** As {@link #EQUAL}, and nothing is equal to nothing. */
    IS(Takes.ONE_OR_NOTHING, "is"),
    IS_NOT(Takes.ONE_OR_NOTHING, "is_not"),
    IS_NULL(Takes.NOTHING, "is_null"),
    IS_NOT_NULL(Takes.NOTHING, "is_not_null"),
    GREATER(Takes.ONE, ">", "gt"),
    LESS(Takes.ONE, "<", "lt"),
    AT_LEAST(Takes.ONE, ">=", "gte"),
    AT_MOST(Takes.ONE, "<=", "lte"),
    LIKE(Takes.TEXT, "like"),
    NOT_LIKE(Takes.TEXT, "not_like"),
    ILIKE(Takes.TEXT, "ilike"),
    NOT_ILIKE(Takes.TEXT, "not_ilike"),
    IN(Takes.SEVERAL, "in"),
    NOT_IN(Takes.SEVERAL, "not_in"),
    /** The text is part of the value; for a document, as {@link #HOLDS}. */
    CONTAINS(Takes.TEXT, "contains"),
    /** The value is one of those given, or a JSON array that has one of them for an element. */
    ANY(Takes.ONE_OR_SEVERAL, "any"),
    /** The value has every word of the text, in any form. */
    MATCH(Takes.TEXT, "match"),
    STARTS_WITH(Takes.TEXT, "starts_with"),
    /** The JSON value contains the given document. */
    HOLDS(Takes.DOCUMENT, "@>"),
    /** The JSON value is contained in the given document. */
    HELD_BY(Takes.DOCUMENT, "<@"),
    /** The JSON path finds something. */
    PATH_EXISTS(Takes.PATH, "@?"),
    /** The JSON path predicate is true; for a text, as {@link #MATCH}. */
    PATH_MATCHES(Takes.PATH, "@@");

    private final Takes takes;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() makes immutable ones
    private final List<String> words;

    Operator(Takes takes, String... words) {
        this.takes = takes;
        this.words = List.of(words);
    }

    /** What it compares with. */
    public Takes takes() {
        return takes;
    }

    /** Its first word. */
    public String word() {
        return words.getFirst();
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

    /** What an operator compares with. */
    public enum Takes {
        NOTHING,
        ONE,
        ONE_OR_NOTHING,
        SEVERAL,
        ONE_OR_SEVERAL,
        TEXT,
        DOCUMENT,
        /** A path of SQL/JSON. */
        PATH
    }
}
