/**
 * The list of fields that {@code --list} prints, made from the declarations. Nothing about single fields may enter.
 */
package io.peregrine.fields.list;
