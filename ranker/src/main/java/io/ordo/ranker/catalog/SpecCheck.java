package io.ordo.ranker.catalog;

import io.ordo.ranker.Factor;
import io.ordo.ranker.Ranker;
import io.ordo.ranker.StrictRanker;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.catalog.InvalidRanker.Fault;
import io.ordo.ranker.factor.FactorType;
import io.ordo.ranker.factor.Factors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks a {@link RankerSpec} as a whole and makes of it what it stands for. */
final class SpecCheck {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int HASH_BYTES = 8;

    private final RankerSpec spec;
    private final List<Factor> factors = new ArrayList<>();
    private final List<FactorType> types = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private SpecCheck(RankerSpec spec) {
        this.spec = spec;
    }

    /** What {@code spec} stands for. */
    static SpecCheck checked(RankerSpec spec) {
        var check = new SpecCheck(spec);
        check.head();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < spec.factors().size(); i++) {
            check.factor("factors[" + i + "]", spec.factors().get(i), seen);
        }
        if (check.faults.isEmpty()) {
            check.together();
        }
        if (!check.faults.isEmpty()) {
            throw new InvalidRanker(check.faults);
        }
        return check;
    }

    Ranker ranker() {
        return spec.strict() ? new StrictRanker(spec.name()) : new TimeAxisRanker(spec.name(), factors, spec.bound());
    }

    /** The factors with every parameter set. */
    List<FactorSpec> complete() {
        var complete = new ArrayList<FactorSpec>();
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            complete.add(new FactorSpec(
                    type.name(), type.complete(spec.factors().get(i).parameters())));
        }
        return complete;
    }

    String version() {
        var text = new StringBuilder(
                spec.strict() ? "strict" : "time-axis " + spec.bound().toMillis());
        var complete = complete();
        for (int i = 0; i < types.size(); i++) {
            text.append('\n')
                    .append(types.get(i).name())
                    .append(' ')
                    .append(types.get(i).revision());
            complete.get(i)
                    .parameters()
                    .forEach((name, value) -> append(text.append(' ').append(name), value));
        }
        return spec.name() + "-" + HexFormat.of().formatHex(sha256(text.toString()), 0, HASH_BYTES);
    }

    /** With the length of a text before it, so that no text says what two parameters would. */
    private static void append(StringBuilder text, Object value) {
        text.append('=').append(value instanceof String string ? string.length() + ":" + string : value);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void head() {
        if (!NAME.matcher(spec.name()).matches()) {
            fault("name", "must be 1 to 40 of a-z, 0-9 and -, beginning with a letter");
        }
        if (spec.bound().compareTo(Rankers.LEAST_BOUND) < 0 || spec.bound().compareTo(Rankers.MOST_BOUND) > 0) {
            fault("bound", "must lie between 1 second and 1 day");
        }
        if (spec.strict() && !spec.factors().isEmpty()) {
            fault("factors", "must be empty for a strict ranker: there the priority alone decides");
        }
        if (spec.factors().size() > Rankers.MOST_FACTORS) {
            fault("factors", "must be at most " + Rankers.MOST_FACTORS);
        }
    }

    private void factor(String where, FactorSpec factor, Set<String> seen) {
        var type = Factors.named(factor.factor());
        if (type.isEmpty()) {
            fault(where + ".factor", "must be one of " + String.join(", ", Factors.names()));
        } else if (!seen.add(factor.factor())) {
            fault(where + ".factor", factor.factor() + " is there already; each factor at most once");
        } else {
            var wrong = new LinkedHashMap<String, String>();
            type.get().make(factor.parameters(), wrong).ifPresent(factors::add);
            types.add(type.get());
            new TreeMap<>(wrong)
                    .forEach((parameter, message) ->
                            fault(where + ".parameters" + (parameter.isEmpty() ? "" : "." + parameter), message));
        }
    }

    private void together() {
        try {
            ranker();
        } catch (IllegalArgumentException e) {
            fault("factors", "do not go together: " + e.getMessage());
        }
    }

    private void fault(String where, String message) {
        faults.add(new Fault(where, message));
    }
}
