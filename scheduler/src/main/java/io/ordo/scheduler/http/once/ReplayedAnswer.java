package io.ordo.scheduler.http.once;

import io.ordo.scheduler.commit.KeptAnswers.Answer;

/** The request was answered before: not a failure, but the way out of whatever would carry it out again. */
final class ReplayedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    ReplayedAnswer(Answer answer) {
        super("answered before", null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
