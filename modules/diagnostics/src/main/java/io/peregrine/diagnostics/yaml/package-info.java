/**
 * YAML as trees whose nodes know where they stand in the file, for everything that a user writes: rules, settings, profiles.
 * Scalars stay text, so that the reader of a value decides its type and the sentence when it does not fit. Files are read into memory whole;
 * no input makes {@link io.peregrine.diagnostics.yaml.YamlReader} throw, loop or use more than a small multiple of the file's size.
 */
package io.peregrine.diagnostics.yaml;
