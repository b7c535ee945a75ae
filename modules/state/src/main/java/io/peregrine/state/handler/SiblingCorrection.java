package io.peregrine.state.handler;

import io.peregrine.state.Credentials;
import io.peregrine.state.DescriptorTable;
import io.peregrine.state.Identity;
import io.peregrine.state.MemoryBudget;
import io.peregrine.state.Program;
import io.peregrine.state.Surroundings;
import io.peregrine.state.ThreadEntry;

/**
 * Gives a child that was made with {@code CLONE_PARENT} and spoke before its maker what it took over from the maker's parent, in whose place
 * it stands: only the maker's own event says who the maker is. What the child changed itself since stays.
 */
final class SiblingCorrection {
    private final ThreadEntry child;
    private final ThreadEntry parent;
    private final ThreadEntry maker;

    /**
     * A correction.
     *
     * @param child the child
     * @param parent the child's parent, from whom it took over
     * @param maker the thread that called clone
     */
    SiblingCorrection(ThreadEntry child, ThreadEntry parent, ThreadEntry maker) {
        this.child = child;
        this.parent = parent;
        this.maker = maker;
    }

    void apply(MemoryBudget budget) {
        correctNumbers();
        if (child.activity().lastExecTime() == 0) {
            correctProgram();
        }
        correctSurroundings();
        correctDescriptors(budget);
    }

    private void correctNumbers() {
        Identity own = child.identity();
        Identity from = maker.identity();
        if (own.sid() == parent.identity().sid()) {
            own = own.withSession(from.sid());
        }
        if (own.pgid() == parent.identity().pgid()) {
            own = own.withGroups(from.pgid(), from.vpgid(), from.tty());
        }
        child.setIdentity(own);
    }

    private void correctProgram() {
        Program own = child.program();
        Program from = maker.program();
        child.setProgram(new Program(
                own.comm(),
                own.exe(),
                from.exepath(),
                own.args(),
                own.commandComm(),
                from.executable().withoutNamespace()));
        Credentials who = child.credentials();
        child.setCredentials(maker.credentials().withUid(who.uid()).withGid(who.gid()));
    }

    private void correctSurroundings() {
        Surroundings own = child.surroundings();
        if (own.root().equals(parent.surroundings().root())) {
            own = own.withRoot(maker.surroundings().root());
        }
        if (own.cwd().equals(parent.cwd())) {
            own = own.withCwd(maker.cwd());
        }
        if (own.env() == parent.surroundings().env()) {
            own = own.withEnv(maker.env());
        }
        child.setSurroundings(own);
    }

    private void correctDescriptors(MemoryBudget budget) {
        DescriptorTable own = child.ownDescriptors();
        DescriptorTable inherited = parent.descriptors();
        DescriptorTable right = maker.descriptors();
        own.removeIf((number, known) -> !right.contains(number) && known == inherited.find(number), budget);
        right.forEach((number, descriptor) -> {
            if (own.find(number) == inherited.find(number)) {
                own.put(number, descriptor, budget);
            }
        });
    }
}
