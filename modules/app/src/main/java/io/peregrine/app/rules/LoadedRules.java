package io.peregrine.app.rules;

import io.peregrine.app.live.SyscallSelection;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.recorder.RuleCapture;
import io.peregrine.server.metrics.EngineFacts.FileDigest;
import java.util.List;
import java.util.Optional;

/**
 * Rules that are ready to judge by, with what follows from them.
 *
 * @param set the rules
 * @param matching how many of them an event can match
 * @param captures what each rule says of recordings, by its number in the set
 * @param selection the system calls that they need
 * @param files the files that they come from
 * @param costs takes what they cost, where the configuration asks for it
 */
public record LoadedRules(
        RuleSet set,
        RuleMatching matching,
        List<RuleCapture> captures,
        SyscallSelection selection,
        List<FileDigest> files,
        Optional<RuleProfile> costs) {
    public LoadedRules {
        captures = List.copyOf(captures);
        files = List.copyOf(files);
    }
}
