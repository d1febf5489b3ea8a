package io.ordo.scheduler.filter;

import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Filter.Related;
import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.One;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a sort can be filtered by.
 *
 * @param columns by name
 * @param words what columns of {@link Kind#WORD} may hold, in lower case; asked for in any
 * @param related the rows each is related to, by the name of the relation
 */
public record Table(Map<String, Kind> columns, List<String> words, Map<String, Table> related) {
    /** The longest way into a JSON column: payloads are not nested deeper. */
    public static final int LONGEST_PATH = 40;

    /** The longest text to compare with. */
    public static final int LONGEST_TEXT = 10_000;

    /** The longest pattern, the longest part of a text and the most words: work grows with them times the text. */
    public static final int LONGEST_PATTERN = 200;

    /** The longest JSON path: the database reads and follows it with its stack. */
    public static final int LONGEST_JSON_PATH = 500;

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:[\\p{L}\\p{N}_\"\\\\]|[^\\p{ASCII}])");

    public Table {
        columns = Map.copyOf(columns);
        words = List.copyOf(words);
        related = Map.copyOf(related);
    }

    /**
     * A condition on a row, or on a row it is related to.
     *
     * @param column a column, or a relation: then the path begins with a column of the related row
     * @param path the way into a JSON column, from its outermost key
     * @throws FilterRefused when there is no such column, or operator or value do not fit it
     */
    public Filter condition(String column, List<String> path, Operator operator, @Nullable Value value) {
        var other = related.get(column);
        if (other == null) {
            return own(column, path, operator, value);
        }
        if (path.isEmpty()) {
            throw new FilterRefused(column + ": name one of its columns in field: " + names(other.columns));
        }
        return new Related(column, other.own(path.getFirst(), path.subList(1, path.size()), operator, value));
    }

    private Condition own(String column, List<String> path, Operator operator, @Nullable Value value) {
        var kind = columns.get(column);
        if (kind == null) {
            throw new FilterRefused(column + ": no such column; there are " + names(columns));
        }
        if (!path.isEmpty() && kind != Kind.JSON) {
            throw new FilterRefused(column + " has no fields");
        }
        if (path.size() > LONGEST_PATH) {
            throw new FilterRefused(column + ": field leads at most " + LONGEST_PATH + " levels down");
        }
        try {
            return new Condition(column, kind, path, operator, read(kind, operator, value));
        } catch (FilterRefused refused) {
            throw new FilterRefused(column + " " + operator.word() + ": " + refused.fault());
        }
    }

    private @Nullable Value read(Kind kind, Operator operator, @Nullable Value value) {
        return switch (operator.takes()) {
            case NOTHING -> null;
            case ONE -> read(kind, one(value));
            case ONE_OR_NOTHING -> value == null ? null : read(kind, one(value));
            case SEVERAL -> several(kind, value instanceof Several some ? some : null);
            case ONE_OR_SEVERAL ->
                several(kind, value instanceof Several some ? some : new Several(List.of(one(value))));
            case TEXT -> text(kind, operator, one(value));
            case DOCUMENT -> document(kind, one(value));
            case PATH -> path(kind, operator, one(value));
        };
    }

    private One read(Kind kind, One value) {
        var read = kind.read(value);
        if (kind != Kind.WORD) {
            return read;
        }
        var word = Kind.text(read).orElseThrow().toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new FilterRefused("is one of " + String.join(", ", words));
        }
        return new Text(word);
    }

    private static One one(@Nullable Value value) {
        if (value instanceof One one) {
            Kind.text(one).ifPresent(text -> limit(text, "a text", LONGEST_TEXT));
            return one;
        }
        throw new FilterRefused("needs one value");
    }

    private static void limit(String text, String name, int longest) {
        if (text.length() > longest) {
            throw new FilterRefused(name + " has at most " + longest + " characters");
        }
    }

    private Several several(Kind kind, @Nullable Several several) {
        if (several == null) {
            throw new FilterRefused("needs a list of values");
        }
        return new Several(
                several.values().stream().map(value -> read(kind, one(value))).toList());
    }

    private static One text(Kind kind, Operator operator, One value) {
        if (!kind.isTextual()) {
            throw new FilterRefused("applies to texts");
        }
        if (value instanceof Document && kind == Kind.JSON && operator == Operator.CONTAINS) {
            return value;
        }
        var text = Kind.text(value).orElseThrow(() -> new FilterRefused("needs a text"));
        if (operator != Operator.STARTS_WITH) {
            limit(text, "a pattern", LONGEST_PATTERN);
        }
        boolean isPattern = Stream.of(Operator.LIKE, Operator.NOT_LIKE, Operator.ILIKE, Operator.NOT_ILIKE)
                .anyMatch(operator::equals);
        if (isPattern && endsInTheMiddle(text)) {
            throw new FilterRefused("a pattern does not end with a single backslash");
        }
        return new Text(text);
    }

    /** A backslash takes the meaning from the character after it. */
    private static boolean endsInTheMiddle(String pattern) {
        int backslashes = pattern.length();
        while (backslashes > 0 && pattern.charAt(backslashes - 1) == '\\') {
            backslashes--;
        }
        return (pattern.length() - backslashes) % 2 == 1;
    }

    private static One document(Kind kind, One value) {
        if (kind != Kind.JSON || !(value instanceof Document)) {
            throw new FilterRefused("applies to JSON");
        }
        return value;
    }

    private static One path(Kind kind, Operator operator, One value) {
        boolean isOfWords = kind == Kind.TEXT && operator == Operator.PATH_MATCHES;
        if (kind != Kind.JSON && !isOfWords) {
            throw new FilterRefused("applies to JSON");
        }
        var path = Kind.text(value).orElseThrow(() -> new FilterRefused("needs a JSON path"));
        limit(path, isOfWords ? "a pattern" : "a JSON path", isOfWords ? LONGEST_PATTERN : LONGEST_JSON_PATH);
        if (!isOfWords
                && VARIABLE.matcher(LITERAL.matcher(path).replaceAll("\"\"")).find()) {
            throw new FilterRefused("a JSON path has no variables here");
        }
        return new Text(path);
    }

    private static String names(Map<String, Kind> columns) {
        return String.join(", ", columns.keySet().stream().sorted().toList());
    }
}
