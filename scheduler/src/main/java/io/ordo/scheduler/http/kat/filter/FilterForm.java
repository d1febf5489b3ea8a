package io.ordo.scheduler.http.kat.filter;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.Table;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads OpenKAT's filter requests: {@code {"filters": […]}}, of which all must be passed; {@code {"filters": {"and":
 * […], "or": […], "not": […]}}}, of which every group must be; and the bare list of its oldest clients, about
 * {@code data} where a condition names no column. None of those of {@code not} may be passed.
 */
@Singleton
public final class FilterForm {
    /** The most conditions of a request: each is asked of every row that passed those before it. */
    public static final int MOST = 100;

    private static final List<String> PLACE = List.of("body", "filters");

    private final FilterValues values;

    FilterForm(FilterValues values) {
        this.values = values;
    }

    /**
     * The filter a body holds.
     *
     * @throws FilterInvalid when it has not the shape of one
     * @throws FilterRefused when it asks for what does not exist
     */
    public Filter read(Table table, JsonNode body) {
        var issues = new FilterIssues();
        var groups = groups(body, issues);
        issues.check();
        long conditions =
                groups.stream().mapToLong(group -> group.conditions().size()).sum();
        if (conditions > MOST) {
            throw new FilterRefused("at most " + MOST + " conditions, not " + conditions);
        }
        var parts = groups.stream().map(group -> group.filter(table)).toList();
        return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
    }

    private List<Group> groups(JsonNode body, FilterIssues issues) {
        if (body.isArray()) {
            return List.of(group("and", body, List.of("body"), new FilterConditions(values, issues, true)));
        }
        if (!body.isObject()) {
            issues.notAnObject(List.of("body"), body);
            return List.of();
        }
        var filters = body.get("filters");
        var conditions = new FilterConditions(values, issues, false);
        if (filters == null) {
            issues.missing(PLACE, body);
            return List.of();
        }
        if (filters.isArray()) {
            return List.of(group("and", filters, PLACE, conditions));
        }
        if (!filters.isObject()) {
            issues.neitherListNorObject(PLACE, filters);
            return List.of();
        }
        var groups = new ArrayList<Group>();
        for (Map.Entry<String, JsonNode> one : filters.entries()) {
            var place = FilterIssues.within(PLACE, one.getKey());
            if (one.getValue().isArray()) {
                groups.add(group(one.getKey(), one.getValue(), place, conditions));
            } else {
                issues.notAList(place, one.getValue());
            }
        }
        return groups;
    }

    private static Group group(String name, JsonNode list, List<String> place, FilterConditions conditions) {
        var read = new ArrayList<FilterConditions.Asked>();
        int number = 0;
        for (var one : list.values()) {
            conditions
                    .read(one, FilterIssues.within(place, String.valueOf(number)))
                    .ifPresent(read::add);
            number++;
        }
        return new Group(name, read);
    }

    private record Group(String name, List<FilterConditions.Asked> conditions) {
        /** A group without conditions asks for nothing. */
        Filter filter(Table table) {
            var parts = conditions.stream().map(asked -> asked.filter(table)).toList();
            return switch (name) {
                case "and" -> new Filter.All(parts);
                case "or" -> parts.isEmpty() ? Filter.NONE : new Filter.Any(parts);
                case "not" ->
                    new Filter.All(parts.stream().<Filter>map(Filter.Not::new).toList());
                default -> throw new FilterRefused(name + ": no such group; there are and, or, not");
            };
        }
    }
}
