package io.peregrine.config.setting;

import io.peregrine.config.tree.Assignment;
import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.KeyPath;
import io.peregrine.config.tree.SettingOrigin;
import java.util.List;
import java.util.Optional;

/**
 * An option that sets a key where a list is, such as {@code append_output.suggested_output=false}. In Falco the list becomes a map by that, and a
 * map where a list is expected counts as no entries at all.
 */
public final class KeyOnList {
    private KeyOnList() {}

    /** The option with Falco's meaning, that the list is empty; nothing when the option is none of this kind. */
    public static Optional<Assignment> emptying(SettingCatalog catalog, Assignment option) {
        List<KeyPath.Step> steps = option.path().steps();
        SettingCatalog.Branch branch = catalog.root();
        for (int i = 0; i < steps.size(); i++) {
            Optional<SettingCatalog.Branch> below = switch (steps.get(i)) {
                case KeyPath.Step.Name(String name) ->
                    Optional.ofNullable(branch.children().get(name));
                case KeyPath.Step.Index _, KeyPath.Step.Append _ -> branch.item();
            };
            if (below.isEmpty()) {
                return Optional.empty();
            }
            branch = below.get();
            if (i + 1 < steps.size() && steps.get(i + 1) instanceof KeyPath.Step.Name && isList(branch)) {
                return Optional.of(new Assignment(
                        new KeyPath(steps.subList(0, i + 1)),
                        new ConfigNode.Sequence(List.of(), SettingOrigin.option(option.text())),
                        option.text()));
            }
        }
        return Optional.empty();
    }

    private static boolean isList(SettingCatalog.Branch branch) {
        return branch.item().isPresent()
                || branch.setting()
                        .filter(setting -> setting.type() instanceof SettingType.Texts)
                        .isPresent();
    }

    /** What the user is told. */
    public static String warning(Assignment emptied) {
        String list = emptied.path().pattern();
        return "The option -o " + emptied.text() + " sets a key on the list '" + list
                + "', which is empty by that, as in Falco; write " + list + "[0] for an entry.";
    }
}
