package io.peregrine.engine.compile;

import io.peregrine.engine.eval.EventPredicate;
import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.Plan;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes conditions as jumps. Every rule, every remembered part and every long part is a method of its own, written once however many ask it. Used by
 * one thread for one class.
 */
final class ConditionCode {
    /** A part with more comparisons than this is a method of its own: some 12 bytes a comparison. */
    private static final int LONGEST = 100;

    private static final ClassDesc PREDICATE =
            EventPredicate.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc ASK = MethodTypeDesc.of(ConstantDescs.CD_boolean, BucketCode.CONTEXT);
    private static final MethodTypeDesc KNOWN = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);
    private static final MethodTypeDesc REMEMBER =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_boolean);
    private static final DirectMethodHandleDesc CLASS_DATA = ConstantDescs.ofConstantBootstrap(
            ClassDesc.of("java.lang.invoke.MethodHandles"),
            "classDataAt",
            ConstantDescs.CD_Object,
            ConstantDescs.CD_int);

    private final ClassDesc self;
    private final PartOrder order;
    private final List<Object> constants = new ArrayList<>();
    private final Map<EventPredicate, Integer> places = new IdentityHashMap<>();
    private final Map<Plan, String> methods = new IdentityHashMap<>();
    private final Map<Plan, Integer> sizes = new IdentityHashMap<>();
    private final Deque<Plan> unwritten = new ArrayDeque<>();

    ConditionCode(ClassDesc self, PartOrder order) {
        this.self = self;
        this.order = order;
    }

    /** The comparisons that the code names, by their number. */
    List<Object> constants() {
        return constants;
    }

    /** Asks a condition by calling its method; the answer is on the stack. */
    void call(CodeBuilder code, Plan plan) {
        String method = methods.get(plan);
        if (method == null) {
            method = "ask" + methods.size();
            methods.put(plan, method);
            unwritten.add(plan);
        }
        code.aload(0).invokestatic(self, method, ASK);
    }

    /** Writes the methods that were called, and those that they call. */
    void writeMethods(ClassBuilder type) {
        while (!unwritten.isEmpty()) {
            Plan plan = unwritten.remove();
            type.withMethodBody(
                    methods.get(plan), ASK, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, code -> method(code, plan));
        }
    }

    private void method(CodeBuilder code, Plan plan) {
        if (plan instanceof Plan.Remembered(Plan part, int memo)) {
            remembered(code, part, memo);
        } else {
            answer(code, plan);
            code.ireturn();
        }
    }

    private void remembered(CodeBuilder code, Plan part, int memo) {
        Label unknown = code.newLabel();
        code.aload(0)
                .loadConstant(memo)
                .invokevirtual(BucketCode.CONTEXT, "isKnown", KNOWN)
                .ifeq(unknown)
                .aload(0)
                .loadConstant(memo)
                .invokevirtual(BucketCode.CONTEXT, "recall", KNOWN)
                .ireturn()
                .labelBinding(unknown)
                .aload(0)
                .loadConstant(memo);
        answer(code, part);
        code.invokevirtual(BucketCode.CONTEXT, "remember", REMEMBER).ireturn();
    }

    /** Leaves the answer of a plan on the stack. */
    private void answer(CodeBuilder code, Plan plan) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        parts(code, plan, false, no);
        code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
    }

    /** Jumps when a plan answers so, and goes on behind the jump when it does not. */
    private void jump(CodeBuilder code, Plan plan, boolean when, Label target) {
        if (plan instanceof Plan.Remembered || size(plan) > LONGEST) {
            call(code, plan);
            branch(code, when, target);
        } else {
            parts(code, plan, when, target);
        }
    }

    private void parts(CodeBuilder code, Plan plan, boolean when, Label target) {
        switch (plan) {
            case Plan.Fixed(boolean answer) -> {
                if (answer == when) {
                    code.goto_(target);
                }
            }
            case Plan.All all -> sequence(code, grouped(plan, order.of(all)), when, new Jump(false, target));
            case Plan.Any any -> sequence(code, grouped(plan, order.of(any)), when, new Jump(true, target));
            case Plan.Not(Plan part) -> jump(code, part, !when, target);
            case Plan.Remembered remembered -> jump(code, remembered, when, target);
            case Plan.Asked asked -> {
                code.loadConstant(constant(asked.comparison())).aload(0).invokeinterface(PREDICATE, "test", ASK);
                branch(code, when, target);
            }
        }
    }

    /**
     * A jump out of a sequence.
     *
     * @param decisive the answer of a part that is that of the whole
     * @param target where to
     */
    private record Jump(boolean decisive, Label target) {}

    private void sequence(CodeBuilder code, List<Plan> parts, boolean when, Jump jump) {
        if (when == jump.decisive()) {
            parts.forEach(part -> jump(code, part, when, jump.target()));
            return;
        }
        Label decided = code.newLabel();
        parts.subList(0, parts.size() - 1).forEach(part -> jump(code, part, jump.decisive(), decided));
        jump(code, parts.getLast(), when, jump.target());
        code.labelBinding(decided);
    }

    /** The parts of a connective; of many, so many at a time are put together as parts that have methods of their own. */
    private List<Plan> grouped(Plan whole, List<Plan> parts) {
        List<Plan> grouped = parts;
        while (grouped.stream().mapToInt(this::inlined).sum() > 2 * LONGEST) {
            List<Plan> next = new ArrayList<>();
            List<Plan> some = new ArrayList<>();
            int size = 0;
            for (Plan part : grouped) {
                some.add(part);
                size += inlined(part);
                if (size > LONGEST) {
                    next.add(together(whole, some));
                    some.clear();
                    size = 0;
                }
            }
            next.addAll(some);
            grouped = next;
        }
        return grouped;
    }

    private static Plan together(Plan whole, List<Plan> parts) {
        return whole instanceof Plan.All ? new Plan.All(parts, true) : new Plan.Any(parts, true);
    }

    private static void branch(CodeBuilder code, boolean when, Label target) {
        if (when) {
            code.ifne(target);
        } else {
            code.ifeq(target);
        }
    }

    private DynamicConstantDesc<EventPredicate> constant(EventPredicate predicate) {
        int place = places.computeIfAbsent(predicate, absent -> {
            constants.add(predicate);
            return constants.size() - 1;
        });
        return DynamicConstantDesc.ofNamed(CLASS_DATA, ConstantDescs.DEFAULT_NAME, PREDICATE, place);
    }

    /** How many comparisons and calls a plan has in its own method. */
    private int size(Plan plan) {
        Integer known = sizes.get(plan);
        if (known != null) {
            return known;
        }
        int size = switch (plan) {
            case Plan.Fixed _, Plan.Remembered _, Plan.Asked _ -> 1;
            case Plan.Not(Plan part) -> inlined(part);
            case Plan.All(List<Plan> parts, boolean _) ->
                parts.stream().mapToInt(this::inlined).sum();
            case Plan.Any(List<Plan> parts, boolean _) ->
                parts.stream().mapToInt(this::inlined).sum();
        };
        sizes.put(plan, size);
        return size;
    }

    private int inlined(Plan part) {
        int size = size(part);
        return size > LONGEST ? 1 : size;
    }
}
