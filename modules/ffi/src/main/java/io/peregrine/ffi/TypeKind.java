package io.peregrine.ffi;

/** The kinds of types in the kernel's type information ({@code BTF_KIND_...} of {@code linux/btf.h}), in the order of their codes. */
enum TypeKind {
    VOID(0, 0, Reference.NONE),
    INT(4, 0, Reference.NONE),
    POINTER(0, 0, Reference.CUT),
    ARRAY(12, 0, Reference.ELEMENTS),
    STRUCT(0, 12, Reference.MEMBERS),
    UNION(0, 12, Reference.MEMBERS),
    ENUM(0, 8, Reference.NONE),
    FORWARD(0, 0, Reference.NONE),
    TYPEDEF(0, 0, Reference.HEAD),
    VOLATILE(0, 0, Reference.HEAD),
    CONST(0, 0, Reference.HEAD),
    RESTRICT(0, 0, Reference.HEAD),
    FUNCTION(0, 0, Reference.CUT),
    SIGNATURE(0, 8, Reference.CUT),
    VARIABLE(4, 0, Reference.CUT),
    SECTION(0, 12, Reference.CUT),
    FLOAT(0, 0, Reference.NONE),
    TAG(4, 0, Reference.CUT),
    TYPE_TAG(0, 0, Reference.HEAD),
    ENUM64(0, 12, Reference.NONE);

    /** Where a type names others that it consists of. */
    enum Reference {
        /** Nowhere. */
        NONE,
        /** What it names is not needed to know what it is. */
        CUT,
        /** In its third number. */
        HEAD,
        /** In the first two numbers behind its head. */
        ELEMENTS,
        /** In the second number of each member. */
        MEMBERS
    }

    private static final TypeKind[] ALL = values();

    private final int fixed;
    private final int each;
    private final Reference reference;

    TypeKind(int fixed, int each, Reference reference) {
        this.fixed = fixed;
        this.each = each;
        this.reference = reference;
    }

    static int code(int info) {
        return info >>> 24 & 0x1F;
    }

    static int count(int info) {
        return info & 0xFFFF;
    }

    static TypeKind of(int code) {
        if (code >= ALL.length) {
            throw unknown(code);
        }
        return ALL[code];
    }

    static IllegalArgumentException unknown(int code) {
        return new IllegalArgumentException("it holds a type of the kind " + code);
    }

    /** Whether programs look up its members or values by their names. */
    boolean isLookedUp() {
        return this == STRUCT || this == UNION || this == ENUM || this == ENUM64;
    }

    /** Bytes behind the head for no member. */
    int fixed() {
        return fixed;
    }

    /** Bytes for each member, value or parameter. */
    int each() {
        return each;
    }

    Reference reference() {
        return reference;
    }
}
