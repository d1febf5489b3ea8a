package io.ordo.ranker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordo.ranker.Samples;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.catalog.InvalidRanker.Fault;
import io.ordo.ranker.factor.DebtFactor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Rankers by configuration: what is read, what is refused, and with which words. */
class RankerSpecTest {
    @Example
    void aRankerIsReadFromPlainMaps() {
        var spec = RankerSpec.of(Map.of(
                "name",
                "calm",
                "bound",
                "10m",
                "factors",
                List.of(
                        Map.of("factor", "class", "parameters", Map.of("class_2", "500ms", "class_3", 60.5)),
                        Map.of("factor", "debt"))));
        var ranker = (TimeAxisRanker) spec.ranker();
        assertThat(ranker.name()).isEqualTo("calm");
        assertThat(ranker.bound()).isEqualTo(Duration.ofMinutes(10));
        assertThat(ranker.factors()).hasSize(2).last().isEqualTo(new DebtFactor(1, Duration.ofDays(1)));
        assertThat(spec.toCompleteMap().get("factors"))
                .asString()
                .contains("class_2=0.5, class_3=60.5, class_4=600, class_5=1800")
                .contains("weight=1, most=86400");
    }

    @Example
    void everythingThatIsWrongIsSaidAtOnce() {
        var spec = new RankerSpec(
                "Calm!",
                false,
                List.of(
                        new FactorSpec("debt", Map.of("weigth", 2, "most", "1y")),
                        new FactorSpec("luck"),
                        new FactorSpec("debt"),
                        new FactorSpec("class", Map.of("class_2", 3_600))),
                Duration.ofDays(2));
        assertThat(faults(spec::ranker))
                .containsExactly(
                        new Fault("name", "must be 1 to 40 of a-z, 0-9 and -, beginning with a letter"),
                        new Fault("bound", "must lie between 1 second and 1 day"),
                        new Fault(
                                "factors[0].parameters.most",
                                "must be seconds from 0 to 86400 (or like 500ms 30s 5m 1h), default 86400"),
                        new Fault(
                                "factors[0].parameters.weigth",
                                "is no parameter of debt; allowed: weight (a number from 0 to 10, default 1); most"
                                        + " (seconds from 0 to 86400 (or like 500ms 30s 5m 1h), default 86400)"),
                        new Fault(
                                "factors[1].factor",
                                "must be one of class, deadline, debt, duration, data-age, first-run, retry, constant,"
                                        + " kat-boefje, kat-time"),
                        new Fault("factors[2].factor", "debt is there already; each factor at most once"),
                        new Fault("factors[3].parameters", "no class may stand earlier than the one before it"));
    }

    @Example
    void whatIsNoRankerAtAllIsRefused() {
        Map<String, Object> map = Map.of(
                "bound",
                "soon",
                "strict",
                "yes",
                "factors",
                List.of("debt", Map.of("parameters", Map.of("weight", List.of()), "weight", 1)),
                "colour",
                "red");
        assertThat(faults(() -> RankerSpec.of(map)))
                .extracting(Fault::where)
                .containsExactly(
                        "colour",
                        "name",
                        "strict",
                        "factors[0]",
                        "factors[1].weight",
                        "factors[1].factor",
                        "factors[1].parameters.weight",
                        "bound");
        assertThat(faults(() -> RankerSpec.of(Map.of("name", "x", "factors", "all"))))
                .containsExactly(new Fault("factors", "must be a list of {factor, parameters}"));
    }

    @Example
    void whatIsWrongIsNoLongerListForMoreThatIsWrong() {
        var many = IntStream.range(0, 10_000).boxed().collect(Collectors.toMap(String::valueOf, i -> i));
        var factor = Map.of("factor", "constant", "parameters", many);
        assertThat(faults(() -> RankerSpec.of(Map.of("name", "x", "factors", List.of(factor)))))
                .containsExactly(new Fault("factors[0].parameters", "must be at most 20"));
        assertThat(faults(() -> RankerSpec.of(Map.of("name", "x", "factors", Collections.nCopies(10_000, 0)))))
                .containsExactly(new Fault("factors", "must be at most 10"));
        assertThat(faults(() -> RankerSpec.of(many))).hasSize(21);
    }

    @Example
    void aStrictRankerTakesNoFactors() {
        var spec = new RankerSpec("mine", true, List.of(new FactorSpec("class")), Rankers.BOUND);
        assertThat(faults(spec::ranker)).extracting(Fault::where).containsExactly("factors");
    }

    @Example
    void factorsThatWouldLetYoungerTasksPassAreRefused() {
        var spec = new RankerSpec("both", List.of(new FactorSpec("data-age"), new FactorSpec("kat-time")));
        assertThat(faults(spec::ranker))
                .containsExactly(new Fault(
                        "factors",
                        "do not go together: an older task would stand behind a younger one: for each second that a"
                                + " task arrives later these factors together move it forward by 2.0 s"));
        var half = new FactorSpec("data-age", Map.of("weight", 0.5));
        assertThat(new RankerSpec("fine", List.of(half, new FactorSpec("deadline"))).ranker())
                .isNotNull();
    }

    @Example
    void noTextOfAParameterLooksLikeAnotherParameter() {
        Map<String, Object> one = Map.of("offset", 60, "tenant", "a", "reason", "b, reason=c");
        Map<String, Object> other = Map.of("offset", 60, "tenant", "a, reason=b", "reason", "c");
        assertThat(new RankerSpec("x", List.of(new FactorSpec("constant", one))).version())
                .isNotEqualTo(new RankerSpec("x", List.of(new FactorSpec("constant", other))).version());
    }

    @Example
    void theVersionChangesWithWhatTheRankerDoesAndWithNothingElse() {
        var balanced = Rankers.spec("balanced").orElseThrow();
        assertThat(balanced.with("class", "class_2", "30s").version())
                .isEqualTo(balanced.version())
                .matches("balanced-[0-9a-f]{16}");
        assertThat(balanced.with("class", "class_2", 31).version()).isNotEqualTo(balanced.version());
        assertThat(new RankerSpec("balanced", false, balanced.factors().reversed(), balanced.bound()).version())
                .isNotEqualTo(balanced.version());
        assertThat(new RankerSpec("balanced", false, balanced.factors(), Duration.ofMinutes(31)).version())
                .isNotEqualTo(balanced.version());
    }

    @Example
    void theFingerprintIsTheHeadOfTheHashOfTheVersion() throws NoSuchAlgorithmException {
        for (String name : Rankers.names()) {
            var spec = Rankers.spec(name).orElseThrow();
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(spec.version().getBytes(StandardCharsets.UTF_8));
            String head = HexFormat.of().formatHex(digest, 0, 8);
            assertThat(HexFormat.of().toHexDigits(spec.fingerprint())).isEqualTo(head);
        }
        assertThat(Rankers.names().stream()
                        .map(name -> Rankers.spec(name).orElseThrow().fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(@ForAll("compositions") List<FactorSpec> factors) {
        var spec = new RankerSpec("drawn", false, factors, Duration.ofMillis(1_500));
        assertThat(RankerSpec.of(spec.toMap())).isEqualTo(spec);
        assertThat(RankerSpec.of(spec.toCompleteMap()).version()).isEqualTo(spec.version());
    }

    @Provide
    static Arbitrary<List<FactorSpec>> compositions() {
        return Samples.compositions();
    }

    private static List<Fault> faults(ThrowingCallable made) {
        return catchThrowableOfType(InvalidRanker.class, made).faults();
    }
}
