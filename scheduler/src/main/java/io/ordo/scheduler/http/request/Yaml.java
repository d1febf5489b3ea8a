package io.ordo.scheduler.http.request;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/** Reads YAML that people write in place of a JSON body, and JSON, which is YAML, too. */
@Singleton
public final class Yaml {
    private final JsonMapper mapper;
    private final Json json;

    Yaml(JsonMapper mapper, Json json) {
        this.mapper = mapper;
        this.json = json;
    }

    /**
     * The JSON that a text says.
     *
     * @throws YAMLException when it is none
     * @throws ProblemException as {@link Json#body}
     */
    public JsonNode read(String text) {
        var loader = new LoaderOptions();
        loader.setAllowDuplicateKeys(false);
        var dumper = new DumperOptions();
        var yaml = new org.yaml.snakeyaml.Yaml(
                new SafeConstructor(loader), new Representer(dumper), dumper, loader, new AsInJson());
        try {
            return json.body(Optional.of(mapper.writeValueAsBytes(yaml.load(text))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What is wrong with a text that is no YAML, in a line. */
    public static String fault(YAMLException broken) {
        if (!(broken instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return line(broken.getMessage());
        }
        var place = marked.getProblemMark();
        var hint = broken instanceof ScannerException
                ? "; quote a text that begins with @, * or another sign, or holds ': ', such as \"@daily\""
                : "";
        return "line " + (place.getLine() + 1) + ", column " + (place.getColumn() + 1) + ": "
                + line(marked.getProblem()) + hint + ".";
    }

    private static String line(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }

    /** Only what JSON knows is no text: dates stay as they are written, and so does {@code on}. */
    private static final class AsInJson extends Resolver {
        private static final Pattern BOOL = Pattern.compile("true|false");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]*)"), "-0123456789");
            addImplicitResolver(
                    Tag.FLOAT, Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"), "-0123456789");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
