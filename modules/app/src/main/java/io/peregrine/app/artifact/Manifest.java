package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image manifest of OCI.
 *
 * @param digest its own
 * @param config the descriptor of its configuration
 * @param layers those of its layers
 */
record Manifest(String digest, Descriptor config, List<Descriptor> layers) {

    /** What is said of a content before it is fetched. */
    record Descriptor(String mediaType, String digest, long size, Map<String, String> annotations) {
        static Descriptor of(Document document) throws CommandFailure {
            Descriptor descriptor = new Descriptor(
                    document.at("mediaType").text(),
                    document.at("digest").text(),
                    document.at("size").number(),
                    document.at("annotations").texts());
            if (!descriptor.digest.matches("sha256:[0-9a-f]{64}") || descriptor.size < 0) {
                throw new CommandFailure("A manifest names a content without a SHA-256 digest and a size.");
            }
            return descriptor;
        }
    }

    static Manifest of(String digest, Document document) throws CommandFailure {
        List<Descriptor> layers = new ArrayList<>();
        for (Document layer : document.at("layers").items()) {
            layers.add(Descriptor.of(layer));
        }
        return new Manifest(digest, Descriptor.of(document.at("config")), List.copyOf(layers));
    }
}
