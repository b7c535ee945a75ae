package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * Where a thread runs.
 *
 * @param cwd the working directory, ending in a slash; kept by the main thread for its group ({@link ThreadEntry#cwd()})
 * @param root the root directory
 * @param env the environment as {@code NAME=value} items; kept by the main thread for its group ({@link ThreadEntry#env()})
 * @param cgroups the cgroups as {@code subsystem=path} items
 */
public record Surroundings(ByteString cwd, ByteString root, StringBlock env, StringBlock cgroups) {
    /** Nothing known. */
    public static final Surroundings UNKNOWN =
            new Surroundings(ByteString.EMPTY, ByteString.EMPTY, StringBlock.EMPTY, StringBlock.EMPTY);

    /** The same in another working directory. */
    public Surroundings withCwd(ByteString newCwd) {
        return new Surroundings(newCwd, root, env, cgroups);
    }

    /** The same below another root directory. */
    public Surroundings withRoot(ByteString newRoot) {
        return new Surroundings(cwd, newRoot, env, cgroups);
    }

    /** The same with another environment. */
    public Surroundings withEnv(StringBlock newEnv) {
        return new Surroundings(cwd, root, newEnv, cgroups);
    }

    /** The same in other cgroups. */
    public Surroundings withCgroups(StringBlock newCgroups) {
        return new Surroundings(cwd, root, env, newCgroups);
    }

    /** The same with what fits an entry whose table has spent its budget: no other environment and cgroups than before, no long paths. */
    Surroundings withinTheSpentBudget(Surroundings before) {
        return new Surroundings(
                Program.shortened(cwd),
                Program.shortened(root),
                env == before.env ? env : StringBlock.EMPTY,
                cgroups == before.cgroups ? cgroups : StringBlock.EMPTY);
    }

    /** The bytes of its paths; the blocks are counted apart. */
    int weight() {
        return 80 + cwd.length() + root.length();
    }

    /** The bytes that these take beyond those of others, blocks included that the others do not hold. */
    long weightBeyond(Surroundings now) {
        return weight() + env.weightFor(now.env) + cgroups.weightFor(now.cgroups) - now.weight();
    }
}
