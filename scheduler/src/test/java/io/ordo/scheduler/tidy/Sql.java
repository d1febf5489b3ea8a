package io.ordo.scheduler.tidy;

import io.ordo.scheduler.tidy.Repository.TextFile;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL of a file: the whole of a migration, the text blocks of a Java file that begin as statements do. */
public record Sql(String where, String text) {
    private static final Pattern STATEMENT = Pattern.compile(
            "\"\"\"\\s*((?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|SET|LOCK|NOTIFY|LISTEN|CREATE|ALTER|DROP"
                    + "|TRUNCATE|CALL)\\b.*?)\"\"\"",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern JOINED = Pattern.compile(
            "(?:UPDATE \\w+\\s+SET.*?\\sFROM|DELETE FROM \\w+\\s+USING)\\s+(\\w[\\w, ]*)", Pattern.DOTALL);

    /** The statements of a file, without comments and the texts in quotes. */
    public static List<Sql> of(TextFile file) {
        if (file.name().endsWith(".sql")) {
            return List.of(new Sql(file.name(), bare(file.text())));
        }
        return STATEMENT
                .matcher(file.text())
                .results()
                .map(found -> new Sql(file.name() + ":" + line(file, found.start()), bare(found.group(1))))
                .toList();
    }

    /** The names of what an update or a delete is joined with although it is an inquiry that stands in line. */
    public List<String> joinedInLine() {
        return JOINED.matcher(text)
                .results()
                .flatMap(join -> Stream.of(join.group(1).split(",", -1)))
                .map(name -> name.strip().split("\\s", -1)[0])
                .filter(this::isInLine)
                .toList();
    }

    private boolean isInLine(String name) {
        var named = Pattern.compile("\\b" + name + " AS \\(\\s*SELECT(.*?)\\n {12}\\)", Pattern.DOTALL)
                .matcher(text);
        return named.find() && !named.group(1).matches("(?s).*\\bFOR (NO KEY )?UPDATE.*");
    }

    private static String bare(String sql) {
        return sql.replaceAll("(?m)--.*$", "").replaceAll("'[^']*'", "''");
    }

    private static long line(TextFile file, int position) {
        return file.text().substring(0, position).lines().count();
    }
}
