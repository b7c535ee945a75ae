package io.peregrine.conformance;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What stands in the sources of the product: its classes and methods with their lengths in lines. */
record SourceTree(List<Piece> classes, List<Piece> methods) {
    /**
     * A class or a method.
     *
     * @param file its file, from the project's root
     * @param name its simple name
     * @param nested whether it stands in another class
     * @param lines how many lines it has
     */
    record Piece(String file, String name, boolean nested, long lines) {}

    /** Reads all main sources of the project in which the test runs. */
    static SourceTree read() throws IOException {
        Path root = root();
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("modules", "plugins", "testing")) {
            if (Files.isDirectory(root.resolve(folder))) {
                try (Stream<Path> all = Files.walk(root.resolve(folder))) {
                    all.filter(SourceTree::isMainSource).sorted().forEach(files::add);
                }
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            Collector collector = new Collector(root, Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) {
                collector.scan(unit, null);
            }
            return new SourceTree(collector.classes, collector.methods);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("modules"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static boolean isMainSource(Path file) {
        String name = file.toString();
        return name.endsWith(".java") && name.contains("/src/main/java/") && !name.endsWith("/package-info.java");
    }

    private static final class Collector extends TreePathScanner<Void, Void> {
        private final Path root;
        private final SourcePositions positions;
        private final List<Piece> classes = new ArrayList<>();
        private final List<Piece> methods = new ArrayList<>();
        private CompilationUnitTree unit;

        Collector(Path root, SourcePositions positions) {
            this.root = root;
            this.positions = positions;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
            unit = tree;
            return super.visitCompilationUnit(tree, nothing);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            boolean nested = getCurrentPath().getParentPath().getLeaf() != unit;
            if (!tree.getSimpleName().isEmpty()) {
                classes.add(new Piece(
                        file(), tree.getSimpleName().toString(), nested, nested ? lines(tree) : linesOfFile()));
            }
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            methods.add(new Piece(file(), tree.getName().toString(), true, lines(tree)));
            return super.visitMethod(tree, nothing);
        }

        private String file() {
            return root.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        }

        private long linesOfFile() {
            return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, unit));
        }

        private long lines(com.sun.source.tree.Tree tree) {
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
        }
    }
}
