package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.Plan;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/** Makes buckets whose plan is a hidden class. The class is given back when nobody holds its bucket. Any thread may use it. */
final class BucketCompiler {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassDesc NAME = ClassDesc.of(BucketCompiler.class.getPackageName(), "CompiledBucket");

    /** Conditions that nest deeper are left to the closures: their code would be written by as deep a recursion. */
    private static final int DEEPEST = 200;

    private BucketCompiler() {}

    /**
     * The compiled bucket of a plan; empty when it is one that is left to the closures.
     *
     * @param order in which order parts are asked
     */
    static Optional<Bucket> compile(BucketPlan plan, PartOrder order) {
        if (plan.rules().stream().anyMatch(rule -> isDeeper(rule.condition(), DEEPEST))) {
            return Optional.empty();
        }
        BucketCode.Written written = BucketCode.write(NAME, plan, order);
        try {
            MethodHandles.Lookup hidden =
                    LOOKUP.defineHiddenClassWithClassData(written.bytes(), written.constants(), true);
            return Optional.of(
                    (Bucket) hidden.lookupClass().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The code of the event code " + plan.code() + " is wrong.", e);
        }
    }

    private static boolean isDeeper(Plan plan, int levels) {
        return levels == 0
                || switch (plan) {
                    case Plan.Fixed _, Plan.Asked _ -> false;
                    case Plan.Not(Plan part) -> isDeeper(part, levels - 1);
                    case Plan.Remembered(Plan part, int _) -> isDeeper(part, levels - 1);
                    case Plan.All(List<Plan> parts, boolean _) ->
                        parts.stream().anyMatch(part -> isDeeper(part, levels - 1));
                    case Plan.Any(List<Plan> parts, boolean _) ->
                        parts.stream().anyMatch(part -> isDeeper(part, levels - 1));
                };
    }
}
