package io.ordo.ranker.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Samples;
import io.ordo.ranker.catalog.FactorSpec;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every factor keeps, those too that are written tomorrow. */
class FactorsTest {
    static final Iterable<FactorType> ALL = Factors.ALL;

    /** To the millisecond, which is what contributions are rounded to. */
    @Property
    void aTaskGainsNoMoreByArrivingLaterThanItsFactorSays(
            @ForAll("factors") FactorSpec spec,
            @ForAll("facts") Facts facts,
            @ForAll("leads") Lead lead,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long millis) {
        long before = lead.before();
        double slope = lead.slope();
        var factor = factor(spec);
        var older = Samples.arriving(facts, facts.arrival().truncatedTo(ChronoUnit.MILLIS));
        var younger = Samples.arriving(older, older.arrival().plusMillis(millis));
        long beforeYounger = before - (long) (slope * millis);
        long gained = before + factor.offset(older, before) - beforeYounger - factor.offset(younger, beforeYounger);
        assertThat((double) gained).isLessThanOrEqualTo(factor.slope(slope) * millis + 1.001);
    }

    @Property
    void aFactorKeepsItsOwnLimit(
            @ForAll("factors") FactorSpec spec,
            @ForAll("facts") Facts facts,
            @ForAll("befores") long least,
            @ForAll @LongRange(min = 0, max = 7_200_000) long more) {
        var factor = factor(spec);
        long before = least + more;
        assertThat(before + factor.offset(facts, before)).isGreaterThanOrEqualTo(factor.least(least));
    }

    @Property
    void aFactorSpeaksAsPeopleDo(
            @ForAll("factors") FactorSpec spec, @ForAll("facts") Facts facts, @ForAll("befores") long before) {
        var factor = factor(spec);
        String words = factor.words(facts, before, factor.offset(facts, before));
        assertThat(words)
                .isNotBlank()
                .doesNotEndWith(".")
                .doesNotContain("null")
                .doesNotContain("PT");
    }

    @Property
    void factsThatAreForgottenLeaveSomethingToSay(@ForAll("factors") FactorSpec spec, @ForAll("facts") Facts facts) {
        var factor = factor(spec);
        var forgotten = new Facts(facts.arrival(), facts.priority());
        assertThat(factor.words(forgotten, 0, factor.offset(facts, 0))).isNotBlank();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aFactorCanBeMadeOfNothingButItsDefaults(FactorType type) {
        var factor = factor(new FactorSpec(type.name()));
        assertThat(factor.name()).isEqualTo(type.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Factors.named(type.name())).contains(type);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyParameterSaysWhatItIsAndWhatIsAllowed(FactorType type) {
        assertThat(type.meaning()).isNotBlank();
        assertThat(type.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.name()).matches("[a-z]+(_[a-z0-9]+)*");
            assertThat(parameter.meaning()).isNotBlank();
            assertThat(parameter.allowed()).contains("default");
            assertThat(parameter.read(parameter.write(parameter.otherwise()))).isEqualTo(parameter.otherwise());
        });
    }

    @Provide
    static Arbitrary<FactorSpec> factors() {
        return Samples.factors();
    }

    @Provide
    static Arbitrary<Facts> facts() {
        return Samples.facts();
    }

    @Provide
    static Arbitrary<Long> befores() {
        return Arbitraries.longs().between(-7_200_000, 7_200_000);
    }

    private static Factor factor(FactorSpec spec) {
        Map<String, String> faults = new HashMap<>();
        var factor = Factors.named(spec.factor()).orElseThrow().make(spec.parameters(), faults);
        assertThat(faults).isEmpty();
        return factor.orElseThrow();
    }

    @Provide
    static Arbitrary<Lead> leads() {
        return Combinators.combine(befores(), Arbitraries.doubles().between(0, 1))
                .as(Lead::new);
    }

    /** What the factors before a factor said, and how much less they say for each millisecond of a later arrival. */
    record Lead(long before, double slope) {}
}
