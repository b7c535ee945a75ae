package io.peregrine.app.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A form in which the command model is written for another program to read. */
public enum CompletionText {
    /** For bash: {@code source <(peregrine completion bash)}. */
    BASH {
        @Override
        public String of(CommandLine root) {
            return AutoComplete.bash(root.getCommandName(), root);
        }
    },
    /** For zsh: a file {@code _peregrine} in a folder of {@code fpath}. */
    ZSH {
        @Override
        public String of(CommandLine root) {
            return ZshCompletion.of(root.getCommandSpec());
        }
    },
    /** For fish: a file {@code peregrine.fish} in its folder of completions. */
    FISH {
        @Override
        public String of(CommandLine root) {
            return FishCompletion.of(root.getCommandSpec());
        }
    },
    /** For man: the page {@code peregrine.1}. */
    MAN {
        @Override
        public String of(CommandLine root) {
            return ManualPage.of(root.getCommandSpec());
        }
    };

    /** Writes the model of a program. */
    public abstract String of(CommandLine root);
}
