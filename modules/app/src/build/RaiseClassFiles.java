import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Gives the class files of a library the version of Java 8, with the stack maps that this version asks for: {@code java RaiseClassFiles.java JAR}.
 *
 * <p>The virtual machine's ahead-of-time cache takes no class file older than that of Java 6. picocli is made for Java 5, and reading its 176
 * classes anew took a quarter of a second of every start. Nothing but the version and the stack maps changes; a library whose class files are new
 * enough stays as it is.
 */
final class RaiseClassFiles {
    private static final int OLDEST_KEPT = ClassFile.JAVA_7_VERSION;
    private static final ClassTransform RAISE = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen((builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                } else {
                    builder.with(element);
                }
            });

    private RaiseClassFiles() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipInputStream from = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(raised))) {
            ClassFile context = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                to.write(raised(context, entry.getName(), from.readAllBytes()));
                to.closeEntry();
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] raised(ClassFile context, String name, byte[] content) {
        if (!name.endsWith(".class")) {
            return content;
        }
        ClassModel model = context.parse(content);
        return model.majorVersion() < OLDEST_KEPT ? context.transformClass(model, RAISE) : content;
    }
}
