package io.ordo.scheduler.http.kat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.http.value.Ids;
import java.util.List;
import java.util.UUID;

/** Ids in paths, as OpenKAT's clients write them and hear of them. */
public final class KatIds {
    private static final List<Integer> GROUPS = List.of(8, 4, 4, 4, 12);
    private static final int DIGITS = 32;

    private KatIds() {}

    /**
     * The id a text stands for, with its dashes or without.
     *
     * @param parameter what the clients call it
     * @throws KatRefusal 422 when it is none
     */
    public static UUID read(String parameter, String text) {
        return Ids.parse(text.length() == DIGITS ? dashed(text) : text)
                .orElseThrow(() -> KatRefusal.invalid(List.of(new Issue(
                        "uuid_parsing",
                        List.of("path", parameter),
                        "Input should be a valid UUID, " + fault(text),
                        JsonNode.createStringNode(text)))));
    }

    private static String dashed(String digits) {
        return digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one > 'f' || (one != '-' && Character.digit(one, 16) < 0)) {
                return "invalid character: found `" + one + "` at " + (i + 1);
            }
        }
        var groups = text.split("-", -1);
        if (groups.length == 1) {
            return "invalid length: expected length 32 for simple format, found " + text.length();
        }
        if (groups.length != GROUPS.size()) {
            return "invalid group count: expected 5, found " + groups.length;
        }
        int wrong = 0;
        while (groups[wrong].length() == GROUPS.get(wrong)) {
            wrong++;
        }
        return "invalid group length in group " + wrong + ": expected " + GROUPS.get(wrong) + ", found "
                + groups[wrong].length();
    }
}
