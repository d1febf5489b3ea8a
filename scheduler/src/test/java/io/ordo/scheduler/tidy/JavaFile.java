package io.ordo.scheduler.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.ordo.scheduler.tidy.Repository.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java file, as the compiler parses it. */
public record JavaFile(TextFile file, List<Type> types, List<Method> methods) {
    /** A class, interface, enum or record, nested or not. */
    public record Type(String name, long line, boolean isPublic, boolean isDocumented) {}

    /**
     * A method or constructor.
     *
     * @param lines of its body, braces included; none for an abstract one
     * @param parameters none for the constructor of a record, whose header is not counted, and none for a method that
     *     overrides another, which is counted where it is ours
     */
    public record Method(String name, long line, long lines, int parameters, boolean isConstructor) {}

    static JavaFile parse(TextFile file) {
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(new InMemory(file)));
        try {
            var unit = task.parse().iterator().next();
            var reader = new Reader(unit, DocTrees.instance(task));
            reader.scan(unit, null);
            return new JavaFile(file, List.copyOf(reader.types), List.copyOf(reader.methods));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Collects what the rules look at. */
    private static final class Reader extends TreePathScanner<Void, Void> {
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final CompilationUnitTree unit;
        private final DocTrees trees;

        Reader(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!type.getSimpleName().isEmpty()) {
                boolean documented = trees.getDocComment(getCurrentPath()) != null;
                types.add(new Type(type.getSimpleName().toString(), first(type), isPublic(type), documented));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var body = method.getBody();
            boolean isConstructor = method.getReturnType() == null;
            boolean isHeader = isConstructor && isMemberOf(Tree.Kind.RECORD);
            boolean isGiven = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            methods.add(new Method(
                    method.getName().toString(),
                    first(method),
                    body == null ? 0 : last(body) - first(body) + 1,
                    isHeader || isGiven ? 0 : method.getParameters().size(),
                    isConstructor));
            return super.visitMethod(method, null);
        }

        /** Members of an interface are public without saying so. */
        private boolean isPublic(ClassTree type) {
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC) || isMemberOf(Tree.Kind.INTERFACE);
        }

        private boolean isMemberOf(Tree.Kind kind) {
            return getCurrentPath().getParentPath().getLeaf().getKind() == kind;
        }

        private long first(Tree tree) {
            return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
        }

        private long last(Tree tree) {
            return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(TextFile file) {
            super(URI.create("memory:///" + file.name()), JavaFileObject.Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
