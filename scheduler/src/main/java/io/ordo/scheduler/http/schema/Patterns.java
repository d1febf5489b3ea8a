package io.ordo.scheduler.http.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The patterns of one schema, on an engine whose time grows with the text and with the pattern, and never faster. What
 * such an engine cannot do, looking around and back, is refused with the schema.
 */
final class Patterns implements RegularExpressionFactory {
    private static final int LONGEST = 1_000;

    /** Parts of a pattern, repeated ones counted as often as they are repeated. */
    private static final int MOST_PARTS = 5_000;

    private static final long READ = 2_000;

    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        var known = compiled.computeIfAbsent(pattern, Patterns::compile);
        return text -> {
            Effort.current().spend((text.length() + 1L) * known.programSize());
            return known.matcher(text).find();
        };
    }

    /** What is wrong with a pattern; empty when it is one. */
    static Optional<String> fault(String pattern) {
        try {
            compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException none) {
            return Optional.of(none.getDescription());
        }
    }

    private static Pattern compile(String pattern) {
        long parts = pattern.length() > LONGEST ? Long.MAX_VALUE : parts(pattern);
        if (parts > MOST_PARTS) {
            throw new PatternSyntaxException("too long, or repeats too much", pattern);
        }
        if (pattern.contains("\\Q")) { // whose brackets would be counted wrongly
            throw new PatternSyntaxException("invalid escape sequence", pattern);
        }
        Effort.current().spend(READ + 10L * parts);
        return Pattern.compile(pattern);
    }

    /** How large a program it becomes; rather more than less, for the engine would really write it down. */
    private static long parts(String pattern) {
        var outside = new ArrayDeque<Long>();
        long sum = 0;
        long last = 0;
        int at = 0;
        while (at < pattern.length() && sum <= MOST_PARTS) {
            char sign = pattern.charAt(at);
            long times = sign == '{' ? repeats(pattern, at) : 0;
            if (times > 0) {
                sum += last * (times - 1);
                last *= times;
            } else if (sign == '(') {
                outside.push(sum);
                sum = 0;
            } else if (sign == ')') {
                last = sum + 1;
                sum = last + (outside.isEmpty() ? 0 : outside.pop());
            } else {
                last = 1;
                sum++;
                at = sign == '\\' ? at + 1 : sign == '[' ? endOfClass(pattern, at) : at;
            }
            at++;
        }
        return sum + outside.stream().mapToLong(Long::longValue).sum();
    }

    /** The larger number in the braces; 0 when they hold none. */
    private static long repeats(String pattern, int from) {
        int end = pattern.indexOf('}', from);
        String within = end < 0 ? "" : pattern.substring(from + 1, end);
        if (!within.matches("\\d{1,9}(,\\d{0,9})?")) {
            return 0;
        }
        long most = 1;
        for (String number : within.split(",", -1)) {
            most = Math.max(most, number.isEmpty() ? 1 : Long.parseLong(number));
        }
        return most;
    }

    private static int endOfClass(String pattern, int from) {
        int at = from + 1;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        at++; // the first may be a bracket that closes nothing
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
