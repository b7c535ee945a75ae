package io.peregrine.ffi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * What the running kernel says of some of its types (BTF, Documentation/bpf/btf.rst): their numbers, and an excerpt with these types and those that they
 * consist of. libbpf goes through all types of what it is shown, some 130,000 in the kernel's whole information, once for each type that an object's
 * programs touch; in the excerpt that takes no time. Immutable.
 */
public final class KernelTypes {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    /** More than any kernel has; the file is in memory once while it is read. */
    private static final long MOST_BYTES = 256L << 20;

    private final int[] numbers;
    private final byte[] excerpt;

    private KernelTypes(int[] numbers, byte[] excerpt) {
        this.numbers = numbers;
        this.excerpt = excerpt;
    }

    /**
     * Reads those of structures, unions and enumerations with these names. Those whose name goes on with three underscores behind such a name are in
     * the excerpt too, as libbpf takes them for the same type.
     *
     * @throws NativeException when the kernel tells nothing of its types, or not in a form that is known
     */
    public static KernelTypes read(List<String> names) throws NativeException {
        return read(KERNEL, names);
    }

    /** The same from a file that holds what a kernel says. */
    public static KernelTypes read(Path file, List<String> names) throws NativeException {
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size > MOST_BYTES) {
                throw new NativeException("the kernel's type information " + file + " is " + size + " bytes long");
            }
            ByteBuffer content =
                    arena.allocate(size, Integer.BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
            while (content.hasRemaining() && channel.read(content) > 0) {
                // the kernel hands out a page or more at a time
            }
            return of(content.flip(), names);
        } catch (IOException e) {
            throw new NativeException("cannot read the kernel's type information " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new NativeException(
                    "the kernel's type information " + file + " has a form that is not known: " + e.getMessage());
        }
    }

    private static KernelTypes of(ByteBuffer content, List<String> names) {
        TypeSections sections = TypeSections.of(content);
        TypeSearch search = new TypeSearch(sections, names);
        search.run();
        return new KernelTypes(search.numbers(), new TypeExcerpt(sections, search).bytes());
    }

    /** The kernel's numbers of the types, in the order in which their names were given; 0 for one that it does not have. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** The excerpt, in the form of the whole; its numbers are others than the kernel's. */
    public byte[] excerpt() {
        return excerpt.clone();
    }
}
