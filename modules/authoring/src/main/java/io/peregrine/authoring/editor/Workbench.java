package io.peregrine.authoring.editor;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.Catalog;
import io.peregrine.loader.LoadResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the product does for an editor's server. For any thread. */
public interface Workbench {
    /** Loads rules, read in this order. Whatever is wrong with them stands in the result; files that ask for plugins that ship get them. */
    LoadResult load(List<SourceText> files);

    /** The fields that rules of an event source may use, by the source's name. */
    Map<String, Catalog> catalogs();

    /** The rules files that are read before the one that is edited, in order. */
    List<Path> base();

    /**
     * Runs the tests that belong to a rules file by their place, as the files lie on disk.
     *
     * @return how they ended; nothing when there are none
     */
    TestState test(Path rulesFile);
}
