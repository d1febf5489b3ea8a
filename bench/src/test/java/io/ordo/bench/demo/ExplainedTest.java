package io.ordo.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainedTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @Test
    void anAnswerIsReadAsASentenceASumAndAnOutlook() throws JsonProcessingException {
        assertThat(lines("""
                        {"summary": "It waits behind 3 tasks.", "position": 4,
                         "contributions": [{"factor": "class", "seconds": 2, "words": "normal priority"},
                                           {"factor": "bound", "seconds": -1.5, "words": "at most 30 s"}],
                         "estimated_start": {"low": "2030-06-01T12:00:03Z", "median": "2030-06-01T12:00:05Z",
                                             "high": "2030-06-01T12:00:08.5Z"},
                         "counterfactuals": [{"change": "with priority 1", "position": 1}]}
                        """))
                .containsExactly(
                        "It waits behind 3 tasks.",
                        "        +2 s: normal priority",
                        "      -1.5 s: at most 30 s",
                        "  It will probably start in 5.0 s (3.0 s to 8.5 s)",
                        "  with priority 1: position 1");
    }

    @Test
    void whatIsNotSaidIsLeftOut() throws JsonProcessingException {
        assertThat(lines("{\"summary\": \"It is paused.\", \"ahead\": null, \"estimated_start\": null}"))
                .containsExactly("It is paused.");
        assertThat(lines("{}")).isEmpty();
    }

    @Test
    void longSentencesAreBroken() throws JsonProcessingException {
        assertThat(lines("{\"summary\": \"" + "waiting ".repeat(20).strip() + "\"}"))
                .hasSize(2)
                .allMatch(line -> line.length() <= 96);
    }

    private static List<String> lines(String answer) throws JsonProcessingException {
        return Explained.lines(JsonMapper.builder().build().readTree(answer), NOON);
    }
}
