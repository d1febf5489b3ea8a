package io.ordo.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.tidy.JavaFile;
import io.ordo.scheduler.tidy.Repository;
import io.ordo.scheduler.tidy.Repository.TextFile;
import io.ordo.scheduler.tidy.Sql;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style, as far as a machine can see it, in every module. The rest is for the reader's eye. */
class TidyTest {
    private static final int MOST_LINES_OF_A_FILE = 300;
    private static final int MOST_LINES_OF_A_METHOD = 40;
    private static final int MOST_PARAMETERS = 4;

    /** What is called once, by wiring. Headers of records are free: whoever reads a component names it. */
    private static final int MOST_PARAMETERS_IN_WIRING = 5;

    /** The formatter's own limit, which it enforces on code and not on comments and text blocks. */
    private static final int MOST_COLUMNS = 120;

    private static final int MOST_FILES_OF_A_PACKAGE = 20;

    /** The words of the wire are one vocabulary, a flat list of small records. */
    private static final String WIRE = "api-spec/src/main/java/io/ordo/api";

    private static final List<TextFile> FILES = Repository.files();
    private static final List<JavaFile> JAVA = Repository.javaFiles();

    @Test
    void thisTestSeesEveryModule() {
        assertThat(JAVA.stream()
                        .map(file -> file.file().name().replaceFirst("/.*", ""))
                        .distinct())
                .contains("api-spec", "ranker", "scheduler");
        assertThat(sql("^")).hasSizeGreaterThan(20);
    }

    @Test
    void aFileOfMainIsShort() {
        assertThat(FILES.stream()
                        .filter(file -> file.isJava() && file.isMain())
                        .filter(file -> file.lines().size() > MOST_LINES_OF_A_FILE)
                        .map(file -> file.name() + ": " + file.lines().size() + " lines"))
                .isEmpty();
    }

    @Test
    void aMethodIsShort() {
        assertThat(JAVA.stream().flatMap(file -> methods(file, method -> method.lines() > MOST_LINES_OF_A_METHOD)))
                .isEmpty();
    }

    @Test
    void aMethodHasFewParameters() {
        assertThat(JAVA.stream().flatMap(file -> {
                    int most = file.file().name().contains("/app/") ? MOST_PARAMETERS_IN_WIRING : MOST_PARAMETERS;
                    return methods(
                            file,
                            method ->
                                    method.parameters() > (method.isConstructor() ? MOST_PARAMETERS_IN_WIRING : most));
                }))
                .isEmpty();
    }

    @Test
    void aLineIsShort() {
        assertThat(lines(TextFile::isJava, line -> line.length() > MOST_COLUMNS))
                .isEmpty();
    }

    @Test
    void aPackageHoldsFewFiles() {
        var sizes = FILES.stream()
                .filter(file -> file.isJava() && !file.name().endsWith("/package-info.java"))
                .collect(Collectors.groupingBy(file -> file.name().replaceFirst("/[^/]*$", ""), Collectors.counting()));
        assertThat(sizes.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(WIRE))
                        .filter(entry -> entry.getValue() > MOST_FILES_OF_A_PACKAGE))
                .isEmpty();
    }

    @Test
    void aTypeIsNamedAfterWhatItIs() {
        assertThat(types(type -> type.name().matches(".*(Manager|Helper|Utils?|Impl|Service|Processor)")))
                .isEmpty();
    }

    @Test
    void everyPublicTypeOfMainSaysWhatItIsFor() {
        assertThat(JAVA.stream()
                        .filter(file -> file.file().isMain())
                        .flatMap(file -> file.types().stream()
                                .filter(type -> type.isPublic() && !type.isDocumented())
                                .map(type -> file.file().name() + ":" + type.line() + " " + type.name())))
                .isEmpty();
    }

    /** {@code System.nanoTime} measures and is no clock. What decides is the database's clock, in tests one by hand. */
    @Test
    void nobodyReadsTheWallClock() {
        assertThat(found("(Instant|LocalDate|LocalTime|\\w+DateTime)\\.now\\(|currentTimeMillis\\(|new Date\\(\\)"
                        + "|Clock\\.(system|tick)|InstantSource\\.system"))
                .isEmpty();
    }

    /** Who waits for a signal sleeps not a moment too long. A worker also watches processes, which send none. */
    @Test
    void nobodySleeps() {
        var sleep = Pattern.compile("\\bThread\\.sleep|\\bTimeUnit\\.\\w+\\.sleep|\\bLockSupport\\.park");
        assertThat(lines(
                        file -> file.isJava() && (!file.isMain() || file.name().startsWith("scheduler/")),
                        sleep.asPredicate()))
                .isEmpty();
    }

    @Test
    void nothingIsMockedSkippedOrLeftForLater() {
        assertThat(found("(?i:mo[c]kito|easymo[c]k)|@Disa[b]led|@Ign[o]re\\b|\\bTO[D]O\\b|\\bFIX[M]E\\b"))
                .isEmpty();
    }

    /** On locks, index and plan. A piece of a statement that is put together belongs to the piece before it. */
    @Test
    void aStatementHasAComment() {
        var bare = Pattern.compile("(?<!\\*/)\\R *private static final String (\\w+) =\\s*\"{3}\\s*"
                + "(SELECT|INSERT|UPDATE|DELETE|WITH|SET|LISTEN|TRUNCATE)\\b");
        assertThat(FILES.stream()
                        .filter(file ->
                                file.isJava() && file.isMain() && file.name().contains("/postgres/"))
                        .flatMap(file ->
                                bare.matcher(file.text()).results().map(found -> file.name() + " " + found.group(1))))
                .isEmpty();
    }

    @Test
    void aStatementNamesItsColumns() {
        assertThat(sql("(?i)\\b(SELECT|RETURNING)\\s+(\\w+\\.)?\\*")).isEmpty();
    }

    @Test
    void keywordsAreInUpperCase() {
        assertThat(sql("\\b(select|insert|into|update|delete|from|where|join|on|group|order|by|limit|offset|values"
                        + "|returning|union|with|as|and|or|not|null|is|in|exists|case|when|then|else|having|conflict"
                        + "|using|for|skip|locked|create|table|index|constraint|check|primary|key|references)\\b"))
                .isEmpty();
    }

    /** Statements are constants: what differs is a parameter. */
    @Test
    void aStatementIsNeverPutTogether() {
        var constant = Pattern.compile("String (\\w+) =\\s*\"\"\"");
        assertThat(FILES.stream()
                        .filter(file ->
                                file.isJava() && file.isMain() && !Sql.of(file).isEmpty())
                        .flatMap(file -> constant.matcher(file.text())
                                .results()
                                .map(result -> result.group(1))
                                .filter(name -> isPutTogether(file.text(), name))
                                .map(name -> file.name() + " " + name)))
                .isEmpty();
    }

    /** It takes pieces the compiler knows to be constants, and nothing else; see its {@code add}. */
    @Test
    void onlyOneClassPutsStatementsTogether() {
        var joining = Pattern.compile("\\b(StringBuilder|StringJoiner|String\\.(join|format)|Collectors\\.joining)\\b"
                + "|\\.(formatted|concat)\\(");
        assertThat(FILES.stream()
                        .filter(file ->
                                file.isJava() && file.isMain() && file.name().contains("/postgres/"))
                        .filter(file -> joining.matcher(file.text()).find())
                        .map(TextFile::name))
                .containsExactly("scheduler/src/main/java/io/ordo/scheduler/postgres/Composed.java");
    }

    /**
     * A row that somebody changed meanwhile is joined again, and of an inquiry in line PostgreSQL knows by then only
     * what it read last: rows that should have been moved stay where they are.
     */
    @Test
    void whatAnUpdateOrADeleteIsJoinedWithIsMaterialized() {
        assertThat(FILES.stream()
                        .filter(file -> file.isMain() && file.isJava())
                        .flatMap(file -> Sql.of(file).stream())
                        .flatMap(sql -> sql.joinedInLine().stream().map(name -> sql.where() + " " + name)))
                .isEmpty();
    }

    private static boolean isPutTogether(String text, String constant) {
        return Stream.of(
                        "\\b" + constant + "\\s*(\\+|\\.(formatted|concat|replace))",
                        "(\\+|format\\()\\s*" + constant + "\\b",
                        "\"\"\"\\s*(\\+|\\.\\w+\\()",
                        "\\+\\s*\"\"\"")
                .anyMatch(pattern -> Pattern.compile(pattern).matcher(text).find());
    }

    /** Paths of the machine it was written on; the paths of a container image are in its Dockerfile. */
    @Test
    void nothingNamesAMachine() {
        assertThat(lines(
                        file -> !file.name().endsWith("Dockerfile"),
                        line -> Pattern.compile("(^|[\\s\"'=(:])(/(home|Users|root)/\\w|/tmp/\\w+/|[A-Z]:\\\\Users)")
                                .matcher(line)
                                .find()))
                .isEmpty();
    }

    /** A wrapper would download a build tool from a place nobody has looked at. */
    @Test
    void noWrapperIsCheckedIn() {
        assertThat(FILES.stream().map(TextFile::name).filter(name -> name.matches("(.*/)?(mvnw|gradlew|\\.mvn/).*")))
                .isEmpty();
    }

    private static Stream<String> methods(JavaFile file, Predicate<JavaFile.Method> bad) {
        return file.methods().stream()
                .filter(bad)
                .map(method -> file.file().name() + ":" + method.line() + " " + method.name() + ", " + method.lines()
                        + " lines, " + method.parameters() + " parameters");
    }

    private static Stream<String> types(Predicate<JavaFile.Type> bad) {
        return JAVA.stream()
                .flatMap(file -> file.types().stream()
                        .filter(bad)
                        .map(type -> file.file().name() + ":" + type.line() + " " + type.name()));
    }

    private static Stream<String> found(String pattern) {
        return lines(TextFile::isJava, Pattern.compile(pattern).asPredicate());
    }

    private static Stream<String> sql(String pattern) {
        var compiled = Pattern.compile(pattern);
        return FILES.stream()
                .filter(file -> file.isMain() && (file.isJava() || file.name().endsWith(".sql")))
                .flatMap(file -> Sql.of(file).stream())
                .flatMap(sql ->
                        compiled.matcher(sql.text()).results().map(result -> sql.where() + " " + result.group()));
    }

    private static Stream<String> lines(Predicate<TextFile> files, Predicate<String> bad) {
        return FILES.stream().filter(files).flatMap(file -> {
            var lines = file.lines();
            return IntStream.range(0, lines.size())
                    .filter(index -> bad.test(lines.get(index)))
                    .mapToObj(index -> file.name() + ":" + (index + 1) + " "
                            + lines.get(index).strip());
        });
    }
}
