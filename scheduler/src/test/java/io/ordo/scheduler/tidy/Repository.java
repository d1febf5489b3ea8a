package io.ordo.scheduler.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every file of this repository, in all its modules, without what builds and runs leave behind. */
public final class Repository {
    /** The directory of the modules. Maven names the module under test; an IDE starts in it. */
    public static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("");

    private static final Set<String> HIDDEN = Set.of(".git", ".idea", ".vscode");

    /** Beside a {@code pom.xml}, and nowhere else: there may be a package of that name. */
    private static final Set<String> LEFT_BEHIND = Set.of("target", "data");

    private Repository() {}

    /** A file with its text. */
    public record TextFile(String name, String text) {
        /** Its lines; the first is line 1 in every report. */
        public List<String> lines() {
            return text.lines().toList();
        }

        /** Whether it is part of the product, rather than of its tests. */
        public boolean isMain() {
            return name.contains("/src/main/");
        }

        /** Whether it is Java. */
        public boolean isJava() {
            return name.endsWith(".java");
        }
    }

    /** All files that hold text, by their names from {@link #ROOT}, in no order. */
    public static List<TextFile> files() {
        return paths().stream().flatMap(path -> read(path).stream()).toList();
    }

    /** All Java files, of main and of tests. */
    public static List<JavaFile> javaFiles() {
        return files().stream().filter(TextFile::isJava).map(JavaFile::parse).toList();
    }

    private static List<Path> paths() {
        var paths = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isOurs(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    paths.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return paths;
    }

    private static boolean isOurs(Path directory) {
        var name = directory.getFileName().toString();
        boolean besidePom = Files.exists(directory.resolveSibling("pom.xml"));
        return !HIDDEN.contains(name) && !(besidePom && LEFT_BEHIND.contains(name));
    }

    private static Optional<TextFile> read(Path path) {
        try {
            var name = ROOT.relativize(path).toString().replace('\\', '/');
            return Optional.of(new TextFile(name, Files.readString(path)));
        } catch (MalformedInputException notText) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether there is a file or directory of that name, as seen from another file. */
    public static boolean exists(String from, String name) {
        return Files.exists(ROOT.resolve(from).resolveSibling(name));
    }

    /** The text of one file by its name from {@link #ROOT}. */
    public static String text(String name) {
        return read(ROOT.resolve(name)).map(TextFile::text).orElseThrow();
    }
}
