package io.ordo.scheduler.http.ranking;

import io.ordo.api.ranking.QueueRankerView;
import io.ordo.api.ranking.QueueRankerView.RankerChoiceView;
import io.ordo.api.ranking.QueueRankerView.RerankingView;
import io.ordo.api.ranking.QueueRankerView.ShadowMoveView;
import io.ordo.api.ranking.QueueRankerView.ShadowView;
import io.ordo.scheduler.choosing.Choice;
import io.ordo.scheduler.choosing.Choices;
import io.ordo.scheduler.choosing.Comparison.Moved;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.choosing.Shadow;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rankers of queues as the wire shows them. */
@Singleton
final class QueueRankerViews {
    private static final int MOST_CHOICES = 100;

    private final Choices choices;
    private final KnownShadows shadows;

    QueueRankerViews(Choices choices, KnownShadows shadows) {
        this.choices = choices;
        this.shadows = shadows;
    }

    QueueRankerView view(Queue queue) {
        return new QueueRankerView(
                queue.id(),
                RankerViews.view(queue.settings().ranker()),
                choices.newest(queue.id(), MOST_CHOICES).stream()
                        .map(QueueRankerViews::view)
                        .toList(),
                shadows.find(queue.id()).map(shadow -> view(queue, shadow)).orElse(null),
                choices.reranking(queue.id())
                        .map(one -> new RerankingView(one.done(), one.total()))
                        .orElse(null));
    }

    private static RankerChoiceView view(Choice choice) {
        return new RankerChoiceView(
                choice.number(), choice.name(), choice.version(), choice.at(), choice.by(), choice.note());
    }

    private ShadowView view(Queue queue, Shadow shadow) {
        var comparison = shadows.compare(queue.id(), queue.settings().ranker(), shadow);
        var divergence = comparison.divergence();
        boolean isComparable = divergence.tasks() > 1;
        return new ShadowView(
                RankerViews.view(shadow.ranker()),
                shadow.since(),
                shadow.by(),
                divergence.tasks(),
                isComparable ? rounded(divergence.kendallTau()) : null,
                isComparable ? rounded(divergence.moved()) : null,
                moves(comparison.earlier()),
                moves(comparison.later()));
    }

    private static List<ShadowMoveView> moves(List<Moved> moved) {
        return moved.stream().map(QueueRankerViews::view).toList();
    }

    private static ShadowMoveView view(Moved moved) {
        var rank = moved.rank();
        @Nullable String owner = rank.tenant();
        return new ShadowMoveView(rank.task(), owner, rank.classNumber(), moved.live(), moved.shadow());
    }

    private static BigDecimal rounded(double number) {
        return Seconds.plain(BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP));
    }
}
