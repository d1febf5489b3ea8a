package io.ordo.scheduler.http.ranking;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.ranking.FactorView;
import io.ordo.api.ranking.FactorView.FactorParameterView;
import io.ordo.api.ranking.RankerList;
import io.ordo.api.ranking.RankerView;
import io.ordo.api.ranking.RankerView.RankerFactorView;
import io.ordo.ranker.catalog.FactorSpec;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.factor.FactorType;
import io.ordo.ranker.factor.Factors;
import io.ordo.ranker.factor.Parameter;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.queue.RankerVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Rankers as the wire shows them. */
public final class RankerViews {
    private RankerViews() {}

    static RankerList all() {
        return new RankerList(
                Rankers.names().stream()
                        .flatMap(name -> RankerVersion.named(name).stream())
                        .map(RankerViews::view)
                        .toList(),
                Factors.ALL.stream().map(RankerViews::view).toList());
    }

    /** A ranker with every parameter, those left out too. */
    public static RankerView view(RankerVersion version) {
        var spec = version.spec();
        return new RankerView(
                spec.name(),
                version.version(),
                version.isPreset() ? Purposes.of(spec.name()) : null,
                spec.strict(),
                spec.strict() ? null : Seconds.of(spec.bound()),
                spec.factors().stream().map(RankerViews::view).toList());
    }

    private static RankerFactorView view(FactorSpec factor) {
        var complete = Factors.named(factor.factor()).orElseThrow().complete(factor.parameters());
        return new RankerFactorView(factor.factor(), JsonNode.from(complete));
    }

    private static FactorView view(FactorType type) {
        return new FactorView(
                type.name(),
                type.meaning(),
                type.parameters().stream()
                        .map(parameter -> view(type, parameter))
                        .toList());
    }

    private static FactorParameterView view(FactorType type, Parameter parameter) {
        Map<String, Object> defaults = type.complete(Map.of());
        return new FactorParameterView(
                parameter.name(),
                parameter.kind().name().toLowerCase(Locale.ROOT),
                Seconds.plain(BigDecimal.valueOf(parameter.least())),
                Seconds.plain(BigDecimal.valueOf(parameter.most())),
                JsonNode.from(Objects.requireNonNull(defaults.get(parameter.name()))),
                parameter.allowed(),
                parameter.meaning());
    }

    /** Those that are given, each in full. */
    public static List<RankerView> each(List<RankerVersion> versions) {
        return versions.stream().map(RankerViews::view).toList();
    }
}
