import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes out what the compiler leaves to the first use: {@code java LinkAhead.java FOLDER PACKAGES}, for the classes
 * in the folder's jars whose path begins with PACKAGES. A switch over types and a record's {@code equals} and
 * {@code hashCode} are made of method handles when they are first reached, a millisecond for each, which the ahead-of-time cache does not keep. Here each
 * becomes a private method of its class that does the same ({@link java.lang.runtime.SwitchBootstraps#typeSwitch},
 * {@link java.lang.runtime.ObjectMethods}). Switches with other labels than types stay as they are.
 */
final class LinkAhead {
    private static final int PRIVATE_STATIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private LinkAhead() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        URL[] places = new URL[jars.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = jars.get(i).toUri().toURL();
        }
        try (URLClassLoader classes = new URLClassLoader(places)) {
            ClassFile context = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (Path jar : jars) {
                rewrite(context, jar, arguments[1]);
            }
        }
    }

    private static void rewrite(ClassFile context, Path jar, String packages) throws IOException {
        Path linked = jar.resolveSibling(jar.getFileName() + ".linked");
        boolean changed = false;
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(linked))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                byte[] content = from.readAllBytes();
                boolean ours = entry.getName().startsWith(packages)
                        && entry.getName().endsWith(".class");
                byte[] written = ours ? linked(context, content) : content;
                changed |= written != content;
                to.write(written);
                to.closeEntry();
            }
        }
        if (changed) {
            Files.move(linked, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(linked);
        }
    }

    private static byte[] linked(ClassFile context, byte[] content) {
        ClassModel model = context.parse(content);
        return model.methods().stream().anyMatch(LinkAhead::isConcerned)
                ? context.transformClass(model, new Rewriting(model))
                : content;
    }

    private static boolean isConcerned(MethodModel method) {
        return method.code()
                .map(code -> code.elementStream()
                        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && Kind.of(call) != Kind.OTHER))
                .orElse(false);
    }

    /** What a call site is. */
    private enum Kind {
        SWITCH,
        EQUALS,
        HASH,
        OTHER;

        static Kind of(InvokeDynamicInstruction call) {
            ClassDesc by = call.bootstrapMethod().owner();
            String name = call.name().stringValue();
            if (by.equals(SWITCHES)
                    && call.bootstrapMethod().methodName().equals("typeSwitch")
                    && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance)) {
                return SWITCH;
            }
            if (by.equals(RECORDS)) {
                return name.equals("equals") ? EQUALS : name.equals("hashCode") ? HASH : OTHER;
            }
            return OTHER;
        }
    }

    /** A component of a record. */
    private record Component(String name, ClassDesc type) {}

    /** The rewriting of one class: its call sites, and behind them the methods that they call now. */
    private static final class Rewriting implements ClassTransform {
        private final ClassDesc owner;
        private final boolean isInterface;
        private final List<Consumer<ClassBuilder>> added = new ArrayList<>();

        Rewriting(ClassModel model) {
            owner = model.thisClass().asSymbol();
            isInterface = model.flags().has(AccessFlag.INTERFACE);
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            if (element instanceof MethodModel method && isConcerned(method)) {
                builder.transformMethod(method, MethodTransform.transformingCode(this::code));
            } else {
                builder.with(element);
            }
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            added.forEach(method -> method.accept(builder));
        }

        private void code(CodeBuilder code, CodeElement element) {
            if (!(element instanceof InvokeDynamicInstruction call)) {
                code.with(element);
                return;
            }
            switch (Kind.of(call)) {
                case SWITCH -> call(code, call, body -> typeSwitch(body, labels(call)));
                case EQUALS -> call(code, call, body -> equal(body, components(call)));
                case HASH -> call(code, call, body -> hash(body, components(call)));
                case OTHER -> code.with(element);
            }
        }

        private void call(CodeBuilder code, InvokeDynamicInstruction site, Consumer<CodeBuilder> body) {
            String name = "linked$" + site.name().stringValue() + "$" + added.size();
            MethodTypeDesc type = site.typeSymbol();
            added.add(builder -> builder.withMethodBody(name, type, PRIVATE_STATIC, body));
            code.invokestatic(owner, name, type, isInterface);
        }

        private static List<ClassDesc> labels(InvokeDynamicInstruction site) {
            return site.bootstrapArgs().stream().map(ClassDesc.class::cast).toList();
        }

        private static List<Component> components(InvokeDynamicInstruction site) {
            List<ConstantDesc> arguments = site.bootstrapArgs();
            return arguments.subList(2, arguments.size()).stream()
                    .map(DirectMethodHandleDesc.class::cast)
                    .map(getter -> new Component(
                            getter.methodName(), getter.invocationType().returnType()))
                    .toList();
        }

        /** The number of the first label, from the second parameter on, that the first is of; behind the last, none; -1 for null. */
        private static void typeSwitch(CodeBuilder code, List<ClassDesc> labels) {
            code.aload(0).ifThen(Opcode.IFNULL, none -> none.loadConstant(-1).ireturn());
            for (int i = 0; i < labels.size(); i++) {
                Label next = code.newLabel();
                code.iload(1).loadConstant(i).if_icmpgt(next);
                code.aload(0).instanceOf(labels.get(i)).ifeq(next);
                code.loadConstant(i).ireturn().labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        }

        private void equal(CodeBuilder code, List<Component> components) {
            Label different = code.newLabel();
            Label other = code.newLabel();
            code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
            code.aload(1).instanceOf(owner).ifeq(different);
            code.aload(1).checkcast(owner).astore(2);
            for (Component component : components) {
                code.aload(0).getfield(owner, component.name(), component.type());
                code.aload(2).getfield(owner, component.name(), component.type());
                ClassDesc type = component.type();
                if (!type.isPrimitive()) {
                    code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(
                                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                            .ifeq(different);
                } else if (type.equals(ConstantDescs.CD_long)) {
                    code.lcmp().ifne(different);
                } else if (type.equals(ConstantDescs.CD_float) || type.equals(ConstantDescs.CD_double)) {
                    code.invokestatic(wrapper(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                            .ifne(different);
                } else {
                    code.if_icmpne(different);
                }
            }
            code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
        }

        private void hash(CodeBuilder code, List<Component> components) {
            code.iconst_0();
            for (Component component : components) {
                code.bipush(31).imul().aload(0).getfield(owner, component.name(), component.type());
                ClassDesc type = component.type();
                if (type.isPrimitive()) {
                    code.invokestatic(wrapper(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
                } else {
                    code.invokestatic(
                            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
                }
                code.iadd();
            }
            code.ireturn();
        }

        private static ClassDesc wrapper(ClassDesc primitive) {
            return switch (primitive.descriptorString()) {
                case "Z" -> ConstantDescs.CD_Boolean;
                case "B" -> ConstantDescs.CD_Byte;
                case "C" -> ConstantDescs.CD_Character;
                case "S" -> ConstantDescs.CD_Short;
                case "I" -> ConstantDescs.CD_Integer;
                case "J" -> ConstantDescs.CD_Long;
                case "F" -> ConstantDescs.CD_Float;
                default -> ConstantDescs.CD_Double;
            };
        }
    }
}
