package io.ordo.scheduler.http.kat.filter;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.http.value.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with the shape of a filter request, in the words OpenKAT's clients know. */
final class FilterIssues {
    /** An answer must not grow with what nobody can use. */
    private static final int MOST = 20;

    private final List<Issue> issues = new ArrayList<>();

    static List<String> within(List<String> place, String step) {
        return Stream.concat(place.stream(), Stream.of(step)).toList();
    }

    void missing(List<String> place, JsonNode input) {
        add("missing", place, "Field required", input);
    }

    void notAnObject(List<String> place, JsonNode input) {
        add(
                "model_attributes_type",
                place,
                "Input should be a valid dictionary or object to extract fields from",
                input);
    }

    void notAList(List<String> place, JsonNode input) {
        add("list_type", place, "Input should be a valid list", input);
    }

    void neitherListNorObject(List<String> place, JsonNode input) {
        notAList(within(place, "list[Filter]"), input);
        add("dict_type", within(place, "dict[str,list[Filter]]"), "Input should be a valid dictionary", input);
    }

    void notAText(List<String> place, JsonNode input) {
        add("string_type", place, "Input should be a valid string", input);
    }

    void noneOf(List<String> words, List<String> place, JsonNode input) {
        add("literal_error", place, "Input should be " + Choices.either(words), input);
    }

    void notAValue(List<String> place, JsonNode input) {
        add("value_type", place, "Input should be a valid string, number, boolean, null or list of those", input);
    }

    /** @throws FilterInvalid when anything was wrong */
    void check() {
        if (!issues.isEmpty()) {
            throw new FilterInvalid(issues);
        }
    }

    private void add(String type, List<String> place, String message, JsonNode input) {
        if (issues.size() < MOST) {
            issues.add(new Issue(type, place, message, input));
        }
    }
}
