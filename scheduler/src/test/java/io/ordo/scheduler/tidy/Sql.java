package io.ordo.scheduler.tidy;

import io.ordo.scheduler.tidy.Repository.TextFile;
import java.util.List;
import java.util.regex.Pattern;

/** The SQL of a file: the whole of a migration, the text blocks of a Java file that begin as statements do. */
public record Sql(String where, String text) {
    private static final Pattern STATEMENT = Pattern.compile(
            "\"\"\"\\s*((?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|SET|LOCK|NOTIFY|LISTEN|CREATE|ALTER|DROP"
                    + "|TRUNCATE|CALL)\\b.*?)\"\"\"",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

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

    private static String bare(String sql) {
        return sql.replaceAll("(?m)--.*$", "").replaceAll("'[^']*'", "''");
    }

    private static long line(TextFile file, int position) {
        return file.text().substring(0, position).lines().count();
    }
}
