package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.RulePlan;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Writes the class of one bucket:
 *
 * <pre>
 * match(context, sink)      asks the groups one after the other
 * group0(context, sink)     asks so many rules and tells the sink; false when it wants no more. What several of them ask first is asked once and
 *                           kept in a local variable, so that a rule that it rejects costs one jump ({@link Gates})
 * ask0(context)             a rule, or a part of one that is long or that others ask too
 * </pre>
 *
 * Used once, by one thread.
 */
final class BucketCode {
    /** So many rules are asked by one method, to stay far below the 8,000 bytes beyond which the virtual machine compiles none. */
    private static final int RULES_OF_A_GROUP = 64;

    static final ClassDesc CONTEXT = EvalContext.class.describeConstable().orElseThrow();
    private static final ClassDesc SINK = MatchSink.class.describeConstable().orElseThrow();
    private static final ClassDesc BUCKET = Bucket.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc MATCH = MethodTypeDesc.of(ConstantDescs.CD_void, CONTEXT, SINK);
    private static final MethodTypeDesc GROUP = MethodTypeDesc.of(ConstantDescs.CD_boolean, CONTEXT, SINK);
    private static final MethodTypeDesc ACCEPT = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);

    private final ClassDesc self;
    private final BucketPlan plan;
    private final PartOrder order;
    private final ConditionCode conditions;

    private BucketCode(ClassDesc self, BucketPlan plan, PartOrder order) {
        this.self = self;
        this.plan = plan;
        this.order = order;
        this.conditions = new ConditionCode(self, order);
    }

    /**
     * A class file and what it needs.
     *
     * @param bytes the class file
     * @param constants its class data
     */
    record Written(byte[] bytes, List<Object> constants) {}

    /** Writes the class of a bucket under this name. */
    static Written write(ClassDesc name, BucketPlan plan, PartOrder order) {
        BucketCode code = new BucketCode(name, plan, order);
        byte[] bytes = ClassFile.of().build(name, code::write);
        return new Written(bytes, code.conditions.constants());
    }

    private void write(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withInterfaceSymbols(BUCKET);
        type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                0,
                code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_());
        int groups = (plan.rules().size() + RULES_OF_A_GROUP - 1) / RULES_OF_A_GROUP;
        type.withMethodBody("match", MATCH, ClassFile.ACC_PUBLIC, code -> match(code, groups));
        for (int group = 0; group < groups; group++) {
            int from = group * RULES_OF_A_GROUP;
            List<RulePlan> rules =
                    plan.rules().subList(from, Math.min(plan.rules().size(), from + RULES_OF_A_GROUP));
            type.withMethodBody(
                    "group" + group, GROUP, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, code -> group(code, rules));
        }
        conditions.writeMethods(type);
    }

    private void match(CodeBuilder code, int groups) {
        Label end = code.newLabel();
        for (int group = 0; group < groups; group++) {
            code.aload(1).aload(2).invokestatic(self, "group" + group, GROUP).ifeq(end);
        }
        code.labelBinding(end).return_();
    }

    private void group(CodeBuilder code, List<RulePlan> rules) {
        Gates gates = new Gates(rules, conditions, order);
        for (RulePlan rule : rules) {
            Label end = code.newLabel();
            Label next = code.newLabel();
            Label rejected = plan.changes() ? end : next;
            gates.skip(code, rule.condition(), rejected);
            conditions.call(code, rule.condition());
            code.ifeq(rejected)
                    .aload(1)
                    .loadConstant(rule.rule())
                    .invokeinterface(SINK, "accept", ACCEPT)
                    .ifne(end)
                    .iconst_0()
                    .ireturn()
                    .labelBinding(end)
                    .aload(0)
                    .invokevirtual(CONTEXT, "endRule", ConstantDescs.MTD_void)
                    .labelBinding(next);
        }
        code.iconst_1().ireturn();
    }
}
