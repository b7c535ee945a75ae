/**
 * Tables as others see them: plugins, container metadata, tests. A table has a typed key, listed fields, and fields that are added at run time; entries are
 * reached by key or one after another. What a table holds, and how it changes, is the business of the package around; this one says only how it is described.
 */
package io.peregrine.state.table;
